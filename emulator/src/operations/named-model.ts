import type { Model } from '../catalogue/model-schema.ts'
import { parseIdentifier } from '../catalogue/parse-identifier.ts'
import { notFound, validationError } from '../wire/aws-error.ts'
import type { World } from '../world.ts'
import type { Call } from './operation.ts'

/** The foundation model that the path names by id or ARN. Throws the AwsError of AWS if there is none. */
export function namedModel(call: Pick<Call, 'params' | 'region'>, { catalogue }: World): Model {
  const identifier = parseIdentifier(call.params[0] ?? '')
  if (!identifier || (identifier.kind !== 'id' && identifier.kind !== 'foundation-model')) {
    throw validationError('The provided model identifier is invalid.')
  }
  const model = catalogue.model(identifier.id)
  if (model && catalogue.modelsIn(call.region).has(model)) return model
  throw notFound('Could not resolve the foundation model from the provided model identifier.')
}
