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
    noteUsage: (usage) => {
      record.inputTokens = usage.inputTokens
      record.outputTokens = usage.outputTokens
    },
    pause: (ms) => pause(ms, exchange),
    signal: () => {
      const controller = new AbortController()
      exchange.onGone(() => controller.abort())
      return controller.signal
    },
  }
}
