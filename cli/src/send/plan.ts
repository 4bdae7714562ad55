import { randomBytes } from 'node:crypto'
import { nothingAcknowledged } from './acknowledged.ts'
import { InputError } from '../terminal/input-error.ts'
import { sourceId, type SendSettings } from './settings.ts'
import type { SendState } from './state-file.ts'

export interface Wishes {
  readonly url: string
  readonly settings: SendSettings
  readonly isResumed: boolean
  /** Where the state is kept, for messages. */
  readonly statePath: string
}

/** How a send begins: anew, or where an earlier one of the same file stopped. Throws an `InputError`. */
export function planSend(
  sha256: string,
  wishes: Wishes,
  earlier: SendState | undefined,
): SendState {
  if (wishes.isResumed && earlier) return resumed(sha256, wishes, earlier)
  const fresh = freshState(sha256, wishes)
  if (earlier && !wishes.settings.again) demandSameBatches(fresh, earlier, wishes.statePath)
  return fresh
}

function freshState(sha256: string, { url, settings }: Wishes): SendState {
  const source = sourceId(sha256, settings)
  return { outcrop_send: 1, sha256, url, source, settings, acknowledged: nothingAcknowledged }
}

function resumed(sha256: string, { url, statePath }: Wishes, earlier: SendState): SendState {
  if (earlier.sha256 !== sha256) {
    throw new InputError('The file is not the one whose sending was interrupted: its contents have changed.', `To send it from the beginning, delete ${statePath}. To send only its end, also use --skip N, which leaves out the first N events.`) // prettier-ignore
  }
  if (earlier.url !== url) {
    throw new InputError(`The interrupted send went to ${earlier.url}, this one goes to ${url}.`, `Resume with --url ${earlier.url}, or send it from the beginning without --resume.`) // prettier-ignore
  }
  return earlier
}

/** Other batches have other keys, so the server could not recognise what it has already stored. */
function demandSameBatches(fresh: SendState, earlier: SendState, statePath: string): void {
  const isSame =
    earlier.sha256 !== fresh.sha256 || earlier.url !== fresh.url || earlier.source === fresh.source
  if (isSame || earlier.acknowledged.up_to === 0) return
  throw new InputError('Sending this file was interrupted, and then it had other settings.', `Continue with --resume, or send everything once more with --again. (Remembered in ${statePath}.)`) // prettier-ignore
}

/** Standard input cannot be read twice, so such a send has a name of its own and cannot be resumed. */
export function planStream({ url, settings }: Wishes): SendState {
  return freshState(randomBytes(32).toString('hex'), {
    url,
    settings,
    isResumed: false,
    statePath: '',
  })
}
