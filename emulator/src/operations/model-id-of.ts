import { validationError } from '../wire/aws-error.ts'
import type { Call } from './operation.ts'

/** The model id in the path. Throws ValidationException for an empty or overlong one. */
export function modelIdOf({ params: [modelId = ''] }: Pick<Call, 'params'>): string {
  if (modelId === '' || modelId.length > 2048) {
    throw validationError(
      `1 validation error detected: Value '${modelId.slice(0, 64)}' at 'modelId' failed to satisfy constraint: Member must have length ${modelId === '' ? 'greater than or equal to 1' : 'less than or equal to 2048'}`,
    )
  }
  return modelId
}
