import type { Model } from '@outcrop/contract'

export interface ModelAdvice {
  /** What to know about the id as it is typed; null when there is nothing to say. */
  readonly note: string | null
  /** Ids that would work instead. */
  readonly instead: readonly string[]
}

const silent: ModelAdvice = { note: null, instead: [] }

const callable: Record<Model['kind'], string> = {
  'foundation-model': 'Can be called on demand.',
  'inference-profile': 'Can be called: an inference profile, which spreads calls over regions.',
  'application-inference-profile': 'Can be called: an inference profile of your account.',
  'provisioned-throughput': 'Can be called: provisioned throughput of your account.',
  'imported-model': 'Can be called: a model that your account imported.',
  'custom-model-deployment': 'Can be called: a custom model that your account has deployed.',
  'prompt-router': 'Can be called: a router, which picks one of its models for each prompt.',
}

/** Whether a model id can be called, as far as the provider's list says. Any id may be typed. */
export function modelAdvice(models: readonly Model[], typed: string): ModelAdvice {
  if (typed === '' || models.length === 0) return silent
  const model = models.find(({ id }) => id === typed)
  if (!model) {
    return {
      note: 'Not in the list of this provider. It is used as it stands here.',
      instead: [],
    }
  }
  if (model.invocable) {
    const legacy = 'AWS calls this model legacy and will end it. Plan to change.'
    return { note: model.lifecycle === 'LEGACY' ? legacy : callable[model.kind], instead: [] }
  }
  const profiles = models
    .filter((other) => other.invocable && other.id !== typed && other.id.endsWith(typed))
    .map(({ id }) => id)
  return {
    note:
      profiles.length > 0
        ? 'This model cannot be called by its id alone. Use an inference profile that contains it:'
        : 'This model cannot be called by its id alone. It needs provisioned throughput or an inference profile: enter the ARN of one.',
    instead: profiles,
  }
}
