import type { TraceLine } from '@outcrop/contract'

export type LineGroup = TraceLine['group']

export const lineGroups = [
  'trace', 'event', 'spec', 'feed', 'visitor', 'audience', 'action', 'run', 'answer', 'delivery', 'problem',
] as const satisfies readonly LineGroup[] // prettier-ignore

/** The lines of one event, in order. Lines of no event, such as "Trace Started", have none. */
export interface EventLines {
  readonly eventId: string | null
  readonly lines: readonly TraceLine[]
}

/** Lines by event, in the order in which the events first appear. Empty `shown` means every group. */
export function groupLines(lines: readonly TraceLine[], shown: readonly string[]): EventLines[] {
  const byEvent = new Map<string | null, TraceLine[]>()
  for (const line of lines) {
    if (shown.length > 0 && !shown.includes(line.group)) continue
    const key = line.event_id ?? null
    const known = byEvent.get(key)
    if (known) known.push(line)
    else byEvent.set(key, [line])
  }
  return [...byEvent].map(([eventId, own]) => ({ eventId, lines: own }))
}
