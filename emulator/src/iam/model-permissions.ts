import { parseIdentifier } from '../catalogue/parse-identifier.ts'
import { findRouter, type Place } from '../catalogue/resolve-model.ts'
import { modelArnsOf } from '../catalogue/system-profiles.ts'
import type { Permission } from './permission.ts'

/**
 * What a call to a model needs: the model itself, or a profile and the model in every region that
 * the profile may route to. Nothing for what names no model; the operation refuses that itself.
 */
export function modelPermissions(action: string, text: string, place: Place): Permission[] {
  const identifier = parseIdentifier(text)
  if (!identifier) return []
  const { id } = identifier
  const own = `arn:aws:bedrock:${place.region}:${place.account.id}`
  switch (identifier.kind) {
    case 'id':
      return place.catalogue.profile(id)
        ? throughProfile(action, `${own}:inference-profile/${id}`, systemModels(id, place))
        : [onModel(action, `arn:aws:bedrock:${place.region}::foundation-model/${id}`)]
    case 'foundation-model':
      return [onModel(action, text)]
    case 'inference-profile':
      return throughProfile(action, text, systemModels(id, place))
    case 'application-inference-profile':
      return throughProfile(action, text, copiedModels(id, place))
    case 'provisioned-model':
    case 'imported-model':
    case 'custom-model-deployment':
      return [{ action, resource: text }]
    case 'prompt-router':
    case 'default-prompt-router':
      return throughRouter(action, text, findRouter(id, place)?.models ?? [], place)
  }
}

function throughProfile(action: string, profile: string, models: readonly string[]): Permission[] {
  const keys = { 'bedrock:InferenceProfileArn': profile }
  // AWS documents GetInferenceProfile as a prerequisite of every call through a profile.
  return [
    { action, resource: profile },
    ...models.map((model) => ({ ...onModel(action, model), keys })),
    { action: 'bedrock:GetInferenceProfile', resource: profile },
  ]
}

/** The router, and everything that each of its models needs, if it is called by way of the router. */
function throughRouter(action: string, router: string, models: readonly string[], place: Place): Permission[] {
  const keys = { 'bedrock:PromptRouterArn': router }
  const behind = models.flatMap((model) => modelPermissions(action, model, place))
  return [
    { action, resource: router },
    ...behind
      .filter((permission) => permission.action === action)
      .map((permission) => ({ ...permission, keys: { ...permission.keys, ...keys } })),
  ]
} // prettier-ignore

/** A model of a global profile is in no region: IAM sees the region as `unspecified`. */
function onModel(action: string, resource: string): Permission {
  const region = resource.split(':')[3] ?? ''
  return { action, resource, region: region === '' ? 'unspecified' : region }
}

function systemModels(id: string, { catalogue, region }: Place): string[] {
  const profile = catalogue.profile(id)
  return profile ? modelArnsOf(profile, region) : []
}

function copiedModels(id: string, place: Place): string[] {
  const { account, catalogue, region } = place
  const copy = account.applicationProfiles.find((each) => each.id === id && each.region === region)
  if (!copy) return []
  return catalogue.profile(copy.copyFrom)
    ? systemModels(copy.copyFrom, place)
    : [`arn:aws:bedrock:${region}::foundation-model/${copy.copyFrom}`]
}
