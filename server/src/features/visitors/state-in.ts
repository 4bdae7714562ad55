import type { VisitorState } from './state.ts'

/** What is no JSON is an empty list, which is no state: whoever makes something of one asks first whether it is whole. */
export function stateIn(text: string): VisitorState {
  try {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- only this program writes it, from a VisitorState
    return JSON.parse(text)
  } catch {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- the same
    return JSON.parse('[]')
  }
}
