import type { TraceLine } from '@outcrop/contract'

/** One line of what was decided about a traced event. */
export type Note = Pick<TraceLine, 'group' | 'text' | 'detail'>
