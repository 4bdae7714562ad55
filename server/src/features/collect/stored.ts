import type { Identified } from './identify.ts'

/** What became of the events of one accepted request. */
export interface Stored {
  readonly events: readonly Identified[]
  /** The key was known: these events were not stored, those of the first request are. */
  readonly isRepeated: boolean
}
