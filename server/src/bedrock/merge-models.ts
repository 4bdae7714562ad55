import type {
  FoundationModelSummary as FoundationModel,
  InferenceProfileSummary as Profile,
  ProvisionedModelSummary as ProvisionedModel,
} from '@aws-sdk/client-bedrock'
import type { Model } from '@outcrop/contract'

export type { FoundationModel, Profile, ProvisionedModel }

export interface ModelLists {
  readonly foundation: readonly FoundationModel[]
  readonly profiles: readonly Profile[]
  readonly provisioned: readonly ProvisionedModel[]
  /** What the account has besides, as it is. */
  readonly own?: readonly Model[]
}

type Base = Map<string, FoundationModel>

/** One list of what can be named as a model of text: usable ones first, by vendor and name. */
export function mergeModels({ foundation, profiles, provisioned, own = [] }: ModelLists): Model[] {
  const base: Base = new Map(foundation.flatMap((each) => (each.modelId ? [[each.modelId, each] as const] : []))) // prettier-ignore
  const models = [
    ...foundation.filter(writesText).flatMap(fromFoundationModel),
    ...profiles.flatMap((profile) => fromProfile(profile, base)),
    ...provisioned.flatMap((each) => fromProvisioned(each, base)),
    ...own,
  ]
  return models.sort(byUsefulness)
}

function fromFoundationModel(model: FoundationModel): Model[] {
  if (!model.modelId) return []
  // AWS sends a third value, INFERENCE_PROFILE, which its own types do not know.
  const types: readonly string[] = model.inferenceTypesSupported ?? []
  return [
    {
      ...described(model, model.modelId),
      id: model.modelId,
      name: model.modelName ?? model.modelId,
      kind: 'foundation-model',
      invocable: types.includes('ON_DEMAND'),
    },
  ]
}

function fromProfile(profile: Profile, base: Base): Model[] {
  const modelId = modelIdIn(profile.models?.[0]?.modelArn)
  const model = base.get(modelId)
  if (model && !writesText(model)) return []
  const isOwn = profile.type === 'APPLICATION'
  // A profile of the account can only be named by its ARN.
  const id = isOwn ? profile.inferenceProfileArn : profile.inferenceProfileId
  if (!id) return []
  return [
    {
      ...described(model, modelId),
      id,
      name: profile.inferenceProfileName ?? id,
      kind: isOwn ? 'application-inference-profile' : 'inference-profile',
      invocable: profile.status === 'ACTIVE',
    },
  ]
}

function fromProvisioned(unit: ProvisionedModel, base: Base): Model[] {
  const modelId = modelIdIn(unit.foundationModelArn)
  const model = base.get(modelId)
  if (!unit.provisionedModelArn || (model && !writesText(model))) return []
  return [
    {
      ...described(model, modelId),
      id: unit.provisionedModelArn,
      name: unit.provisionedModelName ?? unit.provisionedModelArn,
      kind: 'provisioned-throughput',
      invocable: unit.status === 'InService' || unit.status === 'Updating',
    },
  ]
}

function described(model: FoundationModel | undefined, modelId: string) {
  return {
    vendor: model?.providerName ?? modelId.split('.')[0] ?? '',
    streaming: model?.responseStreamingSupported ?? null,
    lifecycle: model?.modelLifecycle?.status ?? null,
  }
}

function writesText({ outputModalities }: FoundationModel): boolean {
  return !outputModalities || outputModalities.includes('TEXT')
}

const modelIdIn = (arn: string | undefined): string => arn?.split('/').at(-1) ?? ''

function byUsefulness(left: Model, right: Model): number {
  return (
    Number(right.invocable) - Number(left.invocable) ||
    left.vendor.localeCompare(right.vendor, 'en') ||
    left.name.localeCompare(right.name, 'en') ||
    left.id.localeCompare(right.id, 'en')
  )
}
