import { checkAccess } from '../catalogue/check-access.ts'
import type { Target } from '../catalogue/resolve-model.ts'
import type { Usage } from '../model/answer.ts'
import { validationError } from '../wire/aws-error.ts'
import type { Asker } from './asker.ts'
import type { Resources } from './resources.ts'

/**
 * Everything that comes before the model speaks: access, context limit, quota, latency. Throws the
 * AwsError of AWS. The returned function settles what was really used.
 */
export async function spend(
  asker: Asker,
  resources: Resources,
  { model, arn }: Target,
  { inputTokens, maxTokens }: { inputTokens: number; maxTokens: number },
): Promise<(usage: Usage) => void> {
  checkAccess(model, asker.account.modelAccess, resources.now())
  if (inputTokens > model.contextTokens) {
    throw validationError('Input is too long for requested model.')
  }
  const giveBack = resources.quotas.admit(
    {
      accountId: asker.account.id,
      region: asker.region,
      // A profile has a quota apart from the model's own.
      modelId: arn.slice(arn.indexOf('/') + 1),
      tokens: inputTokens + maxTokens,
    },
    resources.now(),
  )
  await asker.pause(resources.latencyMs())
  return (usage) => {
    giveBack(usage.inputTokens + usage.outputTokens * model.outputTokenWeight)
    asker.noteUsage(usage)
  }
}
