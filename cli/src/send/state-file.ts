import { readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { baseline } from '../wait/baseline.ts'
import { acknowledged } from './acknowledged.ts'
import { InputError } from '../terminal/input-error.ts'
import { sendSettings } from './settings.ts'

/** What an interrupted send leaves behind, so that it can go on where it stopped. */
export const sendState = z.object({
  outcrop_send: z.literal(1),
  sha256: z.string(),
  url: z.string(),
  source: z.string(),
  settings: sendSettings,
  acknowledged,
  baseline: baseline.optional(),
})
export type SendState = z.infer<typeof sendState>

/** The state of an earlier send; undefined when there is none. */
export function readState(path: string): SendState | undefined {
  const text = textAt(path)
  if (text === undefined) return undefined
  const state = sendState.safeParse(jsonOf(text))
  if (state.success) return state.data
  throw new InputError(`${path} is not the state of an earlier send.`, 'Name another file with --state, or delete this one.') // prettier-ignore
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface StateWriter {
  /** Writes soon; of several states in a row the latest is enough. */
  save(state: SendState): void
  /** Resolves when the latest state is on the disk. */
  settled(): Promise<void>
  remove(): Promise<void>
}

/** Keeps a state file up to date. Replaces the whole file, so that a kill never leaves half of one. */
export function stateWriter(path: string, onFailure: (reason: string) => void): StateWriter {
  let latest: SendState | undefined
  let writing: Promise<void> = Promise.resolve()
  let isBusy = false
  const write = async () => {
    while (latest) {
      const text = JSON.stringify(latest)
      latest = undefined
      await writeFile(`${path}.new`, text)
      await rename(`${path}.new`, path)
    }
  }
  return {
    save(state) {
      latest = state
      if (isBusy) return
      isBusy = true
      writing = write()
        .catch((error: unknown) =>
          onFailure(error instanceof Error ? error.message : String(error)),
        )
        .finally(() => (isBusy = false))
    },
    settled: () => writing,
    async remove() {
      latest = undefined
      await writing
      await rm(path, { force: true })
    },
  }
}
