import { parseArn } from '../arn.ts'
import { isProfile, modelInProfileId } from './is-profile.ts'
import type { Knowledge } from './knowledge.ts'
import type { Place } from './place.ts'
import type { Statement } from './policy-document.ts'

const invoke = 'bedrock:InvokeModel'

/**
 * What a call to a model needs: the model, or the profile and the model in every region of it.
 * Converse has no action of its own: it is allowed with InvokeModel.
 */
export function modelStatements(model: string, place: Place, knowledge: Knowledge): Statement[] {
  const { partition, region, account } = place
  const arn = parseArn(model)
  if (!arn && isProfile(model)) {
    const profile = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${model}`
    return throughProfile(profile, modelsBehind(model, model, place, knowledge), model)
  }
  if (!arn) return [onModels(`arn:${partition}:bedrock:${region}::foundation-model/${model}`)]
  const { profile = '', router = '' } = arn.ids
  if (isProfile(model)) {
    return throughProfile(model, modelsBehind(model, profile, place, knowledge), profile)
  }
  if (arn.kind === 'prompt-router') {
    return [
      onModels(model),
      through('bedrock:PromptRouterArn', model, behindRouters(place), router),
    ]
  }
  if (arn.kind === 'marketplace-endpoint') {
    return [onModels(model), named('InvokeEndpoints', ['sagemaker:InvokeEndpoint'], [model])]
  }
  return [onModels(model)]
}

/** From AWS if it told, otherwise from the id, otherwise any: the condition keeps them to the profile. */
function modelsBehind(
  named: string,
  id: string,
  place: Place,
  { profiles }: Knowledge,
): readonly string[] {
  const model = modelInProfileId(id)
  const guess = model === undefined ? anyModel(place) : anyModel(place, model)
  return profiles.get(named) ?? profiles.get(id) ?? guess
}

/** Of any region, and of none: that is how IAM sees the models of global profiles. */
const anyModel = ({ partition }: Place, model = '*'): readonly string[] => [
  `arn:${partition}:bedrock:*::foundation-model/${model}`,
]

/** A router leads to models, or to profiles and through them to models. */
const behindRouters = (place: Place): readonly string[] => [
  ...anyModel(place),
  `arn:${place.partition}:bedrock:${place.region}:${place.account}:inference-profile/*`,
]

function throughProfile(profile: string, models: readonly string[], id: string): Statement[] {
  return [
    named('UseProfiles', [invoke, 'bedrock:GetInferenceProfile'], [profile]),
    through('bedrock:InferenceProfileArn', profile, models, id),
  ]
}

/** Models may only be called by way of this one profile or router. */
function through(key: string, arn: string, models: readonly string[], id: string): Statement {
  return {
    ...named(`InvokeThrough${id.replace(/[^A-Za-z0-9]/g, '')}`, [invoke], models),
    Condition: { StringLike: { [key]: arn } },
  }
}

const onModels = (arn: string): Statement => named('InvokeModels', [invoke], [arn])

export function named(
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
): Statement {
  return { Sid, Effect: 'Allow', Action, Resource }
}
