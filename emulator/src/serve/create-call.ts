import type { Caller } from '../accounts/authenticate.ts'
import type { CallRecord } from '../calls/call-log.ts'
import type { Call } from '../operations/operation.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { World } from '../world.ts'
import { pause } from './pause.ts'

type Parts = Pick<Call, 'params' | 'body' | 'requestId' | 'startedAt'> & {
  caller: Caller
  record: CallRecord
}

/** Gives an operation what it may see and do of a request. */
export function createCall(
  exchange: Exchange,
  world: World,
  { caller, record, ...parts }: Parts,
): Call {
  const account = world.accounts.get(caller.accountId)
  if (!account) throw new Error(`The key ${caller.accessKeyId} belongs to no account.`)
  return {
    ...parts,
    caller,
    account,
    region: caller.region,
    query: () => new URLSearchParams(exchange.rawQuery),
    header: exchange.header,
    // A flow or an agent asks its models several times.
    noteUsage: (usage) => {
      record.inputTokens = (record.inputTokens ?? 0) + usage.inputTokens
      record.outputTokens = (record.outputTokens ?? 0) + usage.outputTokens
    },
    pause: (ms) => pause(ms, exchange),
    signal: signalOf(exchange),
  }
}

/** One signal for the whole call, however often it is asked for, and aborted if that is too late. */
function signalOf(exchange: Exchange): Call['signal'] {
  let signal: AbortSignal | undefined
  return () => {
    if (signal) return signal
    const controller = new AbortController()
    if (exchange.isGone()) controller.abort()
    else exchange.onGone(() => controller.abort())
    signal = controller.signal
    return signal
  }
}
