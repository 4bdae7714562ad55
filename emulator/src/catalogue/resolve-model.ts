import type { Account, PromptRouter } from '../accounts/account-schema.ts'
import { notFound, validationError } from '../wire/aws-error.ts'
import { isDirect, type Catalogue } from './catalogue.ts'
import type { Model } from './model-schema.ts'
import { parseIdentifier, type Identifier } from './parse-identifier.ts'

export type Target = {
  model: Model
  /** What IAM calls the resource. */
  arn: string
  /** The ARN of what a prompt router chose. */
  routedTo?: string
}
export type Place = { catalogue: Catalogue; account: Account; region: string }

const invalid = 'The provided model identifier is invalid.'

/**
 * The model that an id or ARN names, as InvokeModel and Converse look it up.
 * Throws the AwsError of AWS when it names none, or none that can be called that way.
 */
export function resolveModel(text: string, place: Place): Target {
  const identifier = parseIdentifier(text)
  if (!identifier) throw validationError(invalid)
  switch (identifier.kind) {
    case 'id':
      return place.catalogue.profile(identifier.id)
        ? throughProfile(identifier.id, place)
        : onDemand(identifier.id, place)
    case 'foundation-model':
      if (identifier.region !== place.region) throw validationError(invalid)
      return onDemand(identifier.id, place)
    case 'inference-profile':
      checkOwner(identifier, place)
      return throughProfile(identifier.id, place)
    case 'application-inference-profile':
      checkOwner(identifier, place)
      return throughApplicationProfile(identifier.id, place)
    case 'provisioned-model':
      checkOwner(identifier, place)
      return provisioned(identifier.id, place)
    case 'imported-model':
      checkOwner(identifier, place)
      return ownModel(text, place.account.importedModels, identifier.id, place)
    case 'custom-model-deployment':
      checkOwner(identifier, place)
      return deployed(text, identifier.id, place)
    case 'prompt-router':
    case 'default-prompt-router':
      checkOwner(identifier, place)
      return routed(text, identifier.id, place)
  }
}

function checkOwner(identifier: Exclude<Identifier, { kind: 'id' }>, place: Place): void {
  const own = identifier.accountId === place.account.id && identifier.region === place.region
  if (!own) throw validationError(invalid)
}

function onDemand(id: string, { catalogue, region }: Place): Target {
  const model = catalogue.model(id)
  if (!model || !catalogue.modelsIn(region).has(model)) throw validationError(invalid)
  if (!model.inferenceTypes.includes('ON_DEMAND') || !isDirect(model, region)) {
    throw validationError(
      `Invocation of model ID ${id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    )
  }
  return { model, arn: `arn:aws:bedrock:${region}::foundation-model/${id}` }
}

function throughProfile(id: string, { catalogue, account, region }: Place): Target {
  const profile = catalogue.profile(id)
  const model = profile && catalogue.model(profile.modelId)
  if (!model || !profile.sourceRegions.includes(region)) throw validationError(invalid)
  return { model, arn: `arn:aws:bedrock:${region}:${account.id}:inference-profile/${id}` }
}

function throughApplicationProfile(id: string, place: Place): Target {
  const { account, catalogue, region } = place
  const profile = account.applicationProfiles.find(
    (each) => each.id === id && each.region === region,
  )
  if (!profile)
    throw notFound('Could not resolve the foundation model from the provided model identifier.')
  const source = catalogue.profile(profile.copyFrom)
  const model = catalogue.model(source?.modelId ?? profile.copyFrom)
  if (!model) throw validationError(invalid)
  return {
    model,
    arn: `arn:aws:bedrock:${region}:${account.id}:application-inference-profile/${id}`,
  }
}

function provisioned(id: string, { account, catalogue, region }: Place): Target {
  const unit = account.provisionedModels.find((each) => each.id === id && each.region === region)
  const model = unit && catalogue.model(unit.model)
  if (!model)
    throw notFound('Could not resolve the foundation model from the provided model identifier.')
  if (unit.status !== 'InService' && unit.status !== 'Updating') {
    throw validationError(`The provisioned model ${id} is not ready. Its status is ${unit.status}.`)
  }
  return { model, arn: `arn:aws:bedrock:${region}:${account.id}:provisioned-model/${id}` }
}

type OwnModel = { id: string; region: string; model: string }

function ownModel(arn: string, all: readonly OwnModel[], id: string, place: Place): Target {
  const found = all.find((each) => each.id === id && each.region === place.region)
  const model = found && place.catalogue.model(found.model)
  if (!model)
    throw notFound('Could not resolve the foundation model from the provided model identifier.')
  return { model, arn }
}

function deployed(arn: string, id: string, place: Place): Target {
  const target = ownModel(arn, place.account.modelDeployments, id, place)
  const status = place.account.modelDeployments.find((each) => each.id === id)?.status
  if (status !== 'Active') {
    throw validationError(
      `The custom model deployment ${id} is not ready. Its status is ${status}.`,
    )
  }
  return target
}

/** Always the fallback: which model would be the better one, only AWS predicts. */
function routed(arn: string, id: string, place: Place): Target {
  const router = findRouter(id, place)
  if (!router) throw notFound('Could not resolve the foundation model from the provided model identifier.') // prettier-ignore
  const chosen = resolveModel(router.fallback, place)
  return { ...chosen, arn, routedTo: chosen.arn }
}

export function findRouter(id: string, { account, region }: Place): PromptRouter | undefined {
  return account.promptRouters.find((each) => each.id === id && each.region === region)
}
