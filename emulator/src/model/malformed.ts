import { validationError, type AwsError } from '../wire/aws-error.ts'
import { modelError } from './model-error.ts'

/** The refusal of the body validator of Bedrock, which knows what each family of models takes. */
export function malformed(complaint: string): AwsError {
  return validationError(
    `Malformed input request: ${complaint}, please reformat your input and try again.`,
  )
}

/** The same, when the body was made from a Converse request. */
export function malformedForModel(complaint: string): AwsError {
  return modelError(
    `Malformed input request: ${complaint}, please reformat your input and try again.`,
  )
}
