import type { Readable } from 'node:stream'
import { inspectFile, openFile } from './source-file.ts'
import { planSend, planStream, type Wishes } from './plan.ts'
import { readState, stateWriter, type SendState, type StateWriter } from './state-file.ts'

/** What is to be sent, and where an earlier send of it stopped. */
export interface Source {
  /** How messages call it. */
  readonly label: string
  readonly begin: SendState
  /** How many events there are in all; unknown for a stream. */
  readonly events: number | undefined
  /** Bytes from the beginning, also when the send goes on in the middle. */
  readonly open: () => AsyncIterable<Uint8Array>
  readonly state: StateWriter | undefined
}

export async function fileSource(
  path: string,
  wishes: Wishes,
  note: (text: string) => void,
): Promise<Source> {
  const earlier =
    wishes.settings.again && !wishes.isResumed ? undefined : readState(wishes.statePath)
  if (wishes.isResumed && !earlier) note(`There is nothing to resume: ${wishes.statePath} does not exist. Sending from the beginning.`) // prettier-ignore
  const { sha256, events } = await inspectFile(
    path,
    wishes.isResumed && earlier ? earlier.settings : wishes.settings,
  )
  const begin = planSend(sha256, wishes, earlier)
  const state = stateWriter(
    wishes.statePath,
    (reason) =>
    note(`Progress cannot be remembered in ${wishes.statePath} (${reason}). The send goes on; after an interruption, send the file again from the beginning: the server recognises what it has.`), // prettier-ignore
  )
  return {
    label: path,
    begin,
    events: Math.max(0, events - begin.settings.skip),
    open: () => openFile(path),
    state,
  }
}

export function streamSource(stdin: Readable, wishes: Wishes): Source {
  return {
    label: 'standard input',
    begin: planStream(wishes),
    events: undefined,
    open: () => bytesOf(stdin),
    state: undefined,
  }
}

async function* bytesOf(stdin: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stdin) {
    if (chunk instanceof Uint8Array) yield chunk
    else if (typeof chunk === 'string') yield Buffer.from(chunk)
  }
}
