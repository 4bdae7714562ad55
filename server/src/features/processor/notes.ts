import type { TraceLine } from '@outcrop/contract'
import type { Decision } from './decide.ts'

export type Note = Pick<TraceLine, 'group' | 'text' | 'detail'>

/** What was decided about a traced event, in the words of event collection. */
export function notesOf({ feeds, runs, suppressed }: Decision): Note[] {
  return [
    {
      group: 'feed',
      text: `${feeds.length} ${feeds.length === 1 ? 'Feed' : 'Feeds'} Matched`,
      detail: { feeds },
    },
    runs.length + suppressed.length === 0
      ? { group: 'action', text: 'No Actions Triggered' }
      : {
          group: 'action',
          text: `${runs.length} Actions Triggered / ${suppressed.length} Suppressed`,
          detail: { runs: runs.map(({ id }) => id), suppressed },
        },
  ]
}
