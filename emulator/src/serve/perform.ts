import type { CallRecord } from '../calls/call-log.ts'
import { faultError } from '../faults/fault-error.ts'
import type { Effects } from '../faults/fault-schema.ts'
import { inOwnWords } from '../faults/in-own-words.ts'
import { drawLatency } from '../faults/latency.ts'
import { authorize } from '../iam/authorize.ts'
import type { Call, Operation, Prepared } from '../operations/operation.ts'
import { validationError } from '../wire/aws-error.ts'
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
  const effects = inOwnWords(strike(world, task, prepared), {
    caller: call.caller.arn,
    action: operation.action,
    account: call.account.id,
    region: call.region,
    model: record.modelId,
  })
  if (effects.latency !== undefined)
    await pause(drawLatency(effects.latency, world.random), exchange)
  if (effects.hang === true) await pause(Infinity, exchange)
  if (exchange.isGone()) return
  if (effects.reset === true) {
    exchange.reset()
    return
  }
  if (effects.error !== undefined) {
    const error = faultError(effects.error, effects)
    record.errorCode = error.code
    record.status = error.status
    const { requestId } = call
    const { style } = effects
    writeError(exchange, error, { service: operation.service, style, requestId, now: world.now() })
    return
  }
  authorize(call, operation, world)
  const reply = await prepared.perform(world)
  if (exchange.isGone()) return
  record.status = 200
  await sendReply(exchange, reply, { effects, requestId: call.requestId, now: world.now() })
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
