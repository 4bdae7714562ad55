import type { CallRecord } from '../calls/call-log.ts'
import { faultError } from '../faults/fault-error.ts'
import type { Effects } from '../faults/fault-schema.ts'
import { inOwnWords } from '../faults/in-own-words.ts'
import { drawLatency } from '../faults/latency.ts'
import { authorize } from '../iam/authorize.ts'
import type { Permission } from '../iam/permission.ts'
import type { Call, Operation, Prepared } from '../operations/operation.ts'
import { AwsError, validationError } from '../wire/aws-error.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { World } from '../world.ts'
import { pause } from './pause.ts'
import { sendReply } from './send-reply.ts'
import { writeError } from './write-error.ts'

type Task = { operation: Operation; call: Call; record: CallRecord }

/** Runs an authenticated call, with the faults that strike it. Throws AwsError to refuse. */
export async function perform(exchange: Exchange, world: World, task: Task): Promise<void> {
  const { operation, call, record } = task
  const prepared = operation.prepare(call)
  record.modelId = prepared.modelId ?? ''
  record.inputText = prepared.inputText ?? ''
  const effects = worded(strike(world, task, prepared), task, world)
  if (effects.latency !== undefined)
    await pause(drawLatency(effects.latency, world.random), exchange)
  if (effects.hang === true) await pause(Infinity, exchange)
  if (exchange.isGone()) return
  if (effects.reset === true) {
    exchange.reset()
    return
  }
  if (effects.error !== undefined) {
    const error = faultError(effects.error, effects, operation.endpoint)
    record.errorCode = error.code
    record.status = error.status
    const { requestId } = call
    const { style } = effects
    writeError(exchange, error, {
      endpoint: operation.endpoint,
      style,
      requestId,
      now: world.now(),
    })
    return
  }
  authorize(call, operation, world)
  const reply = await prepared.perform(world)
  if (exchange.isGone()) return
  record.status = 200
  await sendReply(exchange, reply, { effects, requestId: call.requestId, now: world.now() })
}

function worded(effects: Effects, { operation, call, record }: Task, world: World): Effects {
  // Only errors speak; every other call is spared the look at its permissions.
  if (effects.error === undefined && effects.exception === undefined) return effects
  return inOwnWords(effects, {
    caller: call.caller.arn,
    account: call.account.id,
    model: record.modelId,
    ...guardedBy(operation, call, world),
  })
}

/** What IAM would look at first; without a resource where the operation would refuse the request. */
function guardedBy(operation: Operation, call: Call, world: World): Permission {
  const usual = { action: operation.action, resource: '*' }
  try {
    return operation.permissions?.(call, world)[0] ?? usual
  } catch (error) {
    if (error instanceof AwsError) return usual
    throw error
  }
}

function strike(world: World, { operation, call, record }: Task, prepared: Prepared): Effects {
  const subject = {
    operation: operation.name,
    modelId: prepared.modelId ?? '',
    inputText: prepared.inputText ?? '',
    accountId: call.account.id,
    accessKeyId: call.caller.accessKeyId,
    invocationId: record.invocationId,
  }
  try {
    return world.faults.strike(subject, call.header('x-outcrop-fault'))
  } catch (error) {
    throw validationError(error instanceof Error ? error.message : String(error))
  }
}
