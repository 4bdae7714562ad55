import { validationError, type AwsError } from '../wire/aws-error.ts'

/** What a model itself finds wrong with a request that Bedrock has let pass. */
export function modelError(complaint: string): AwsError {
  return validationError(`The model returned the following errors: ${complaint}`)
}
