import type { TraceLine } from '@outcrop/contract'

/** `broken` is being mended; `refused` and `ended` are for good. */
export type Connection = 'connecting' | 'open' | 'broken' | 'refused' | 'ended'

export interface LiveState {
  readonly lines: readonly TraceLine[]
  readonly connection: Connection
  /** The id of the last line, as the server numbers them; empty before the first. */
  readonly lastId: string
}

export type LiveAction =
  | { readonly type: 'open' | 'broken' | 'refused' | 'ended' }
  | { readonly type: 'line'; readonly id: string; readonly line: TraceLine }

export const nothingYet: LiveState = { lines: [], connection: 'connecting', lastId: '' }

/** What a message of the live connection makes of the page. */
export function nextLiveState(state: LiveState, action: LiveAction): LiveState {
  if (action.type !== 'line') return { ...state, connection: action.type }
  // A connection that was mended may repeat the line at the seam.
  if (action.id !== '' && action.id === state.lastId) return state
  return { connection: 'open', lines: [...state.lines, action.line], lastId: action.id }
}
