import { validationError, type AwsError } from '../wire/aws-error.ts'

/** What Converse says of free JSON that is a list or a bare value. */
export function notAnObject(place: string): AwsError {
  return validationError(
    `The format of the value at ${place} is invalid. Provide a json object for the field and try again.`,
  )
}
