import type { TraceLine } from '@outcrop/contract'

/** The visitor of the event that a trace received last; undefined while there is none. */
export function lastVisitor(lines: readonly TraceLine[]): string | undefined {
  const ids = lines.flatMap(({ group, detail }) => {
    const id = group === 'event' ? detail?.['visitor_id'] : undefined
    return typeof id === 'string' ? [id] : []
  })
  return ids.at(-1)
}
