import { shopWeek } from './story.ts'

/** The first week of the shop as JSON lines: `count` events, one to a line. */
export function eventLines(count: number): string {
  return shopWeek(count)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('')
}
