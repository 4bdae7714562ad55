import { isAllowed, type Scope } from '@outcrop/contract'
import type { IncomingHttpHeaders } from 'node:http'
import { startLoop, type Loop } from '../kernel/loop.ts'
import type { Caller } from './caller.ts'
import type { Gate } from './gate.ts'

/** How often it is asked whether somebody who listens still may, in milliseconds. */
const askEveryMs = 2000

export interface Watched {
  readonly gate: Pick<Gate, 'authenticate'>
  readonly headers: IncomingHttpHeaders
  readonly scope: Exclude<Scope, 'public'>
  readonly caller: Caller
}

/** Calls `onGone` once the key, the session or the right that let a caller in is gone. */
export function watchCaller(
  { gate, headers, scope, caller }: Watched,
  onGone: () => void,
): Pick<Loop, 'stop'> {
  const ask = async () => {
    const now = await gate.authenticate(headers)
    const isSame = now?.organizationId === caller.organizationId && isAllowed(now.role, scope)
    if (!isSame) onGone()
    return false
  }
  // Who cannot be asked about stays: the database may be away.
  return startLoop(ask, { idleMs: askEveryMs, onError: () => undefined })
}
