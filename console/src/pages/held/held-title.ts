import type { Held } from '@outcrop/contract'

/** What is held, in a few words. */
export function heldTitle({ kind, visitor_id, other_id, event }: Held): string {
  if (kind === 'stitch')
    return `Stitch of ${visitor_id ?? 'a visitor'} with ${other_id ?? 'another'}`
  const name = event?.name ?? 'Event without a name'
  return visitor_id === null ? name : `${name} of ${visitor_id}`
}
