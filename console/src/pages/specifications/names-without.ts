import type { Event } from '@outcrop/contract'

/** Events of one name that no specification is about. */
export interface Unspecified {
  readonly name: string
  /** The newest of them. */
  readonly event: Event
  readonly count: number
}

/** The names among events, the newest first, that have no specification in their stream. */
export function namesWithout(events: readonly Event[]): Unspecified[] {
  const found = new Map<string, Unspecified>()
  for (const event of events) {
    const { name, stream, specification } = event
    if (name === null || specification) continue
    const key = JSON.stringify([stream.account, stream.profile, name])
    const known = found.get(key)
    found.set(key, { name, event: known?.event ?? event, count: (known?.count ?? 0) + 1 })
  }
  return [...found.values()]
}
