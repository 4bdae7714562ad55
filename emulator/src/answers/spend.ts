import { checkAccess } from '../catalogue/check-access.ts'
import type { Target } from '../catalogue/resolve-model.ts'
import type { Usage } from '../model/answer.ts'
import type { Call } from '../operations/operation.ts'
import { validationError } from '../wire/aws-error.ts'
import type { World } from '../world.ts'

/**
 * Everything that comes before the model speaks: access, context limit, quota, latency. Throws the
 * AwsError of AWS. The returned function settles what was really used.
 */
export async function spend(
  call: Call,
  world: World,
  { model, arn }: Target,
  { inputTokens, maxTokens }: { inputTokens: number; maxTokens: number },
): Promise<(usage: Usage) => void> {
  checkAccess(model, call.account.modelAccess, world.now())
  if (inputTokens > model.contextTokens) {
    throw validationError('Input is too long for requested model.')
  }
  const giveBack = world.quotas.admit(
    {
      accountId: call.account.id,
      region: call.region,
      // A profile has a quota apart from the model's own.
      modelId: arn.slice(arn.indexOf('/') + 1),
      tokens: inputTokens + maxTokens,
    },
    world.now(),
  )
  await call.pause(world.latencyMs())
  return (usage) => {
    giveBack(usage.inputTokens + usage.outputTokens * model.outputTokenWeight)
    call.noteUsage(usage)
  }
}
