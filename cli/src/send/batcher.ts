import { maxBodyBytes, type Fill, type OutgoingEvent } from './outgoing-event.ts'

/** Events that go in one request. */
export interface Batch {
  /** Counted from 1 in the order in which batches are made: the same input gives the same numbers. */
  readonly number: number
  readonly lane: number
  readonly events: readonly OutgoingEvent[]
}

export interface BatchSize {
  readonly events: number
  readonly bytes: number
}

/**
 * Gathers events into batches. Each visitor has one lane, and a batch holds events of one lane only:
 * when the batches of a lane are sent one after the other, the events of a visitor stay in order.
 */
export function createBatcher(lanes: number, size: BatchSize) {
  const open = new Map<number, { events: OutgoingEvent[]; bytes: number }>()
  let number = 0

  const close = (lane: number, events: readonly OutgoingEvent[]): Batch => {
    open.delete(lane)
    return { number: (number += 1), lane, events }
  }

  return {
    /** Takes an event; gives the batches that are full because of it. */
    add(event: OutgoingEvent): Batch[] {
      const lane = laneOf(event, lanes)
      const bytes = Buffer.byteLength(event.text) + 1
      const full: Batch[] = []
      const before = open.get(lane)
      if (before && before.bytes + bytes > size.bytes) full.push(close(lane, before.events))
      const gathered = open.get(lane) ?? { events: [], bytes: 0 }
      gathered.events.push(event)
      gathered.bytes += bytes
      open.set(lane, gathered)
      if (gathered.events.length >= size.events) full.push(close(lane, gathered.events))
      return full
    },
    /** What is left at the end of the input. */
    end: (): Batch[] =>
      [...open].toSorted(([a], [b]) => a - b).map(([lane, { events }]) => close(lane, events)),
  }
}

function laneOf({ visitor, number }: OutgoingEvent, lanes: number): number {
  // Events without a visitor have no order to keep, so they are dealt out evenly.
  if (visitor === null) return number % lanes
  let hash = 0x811c9dc5
  for (let index = 0; index < visitor.length; index += 1) {
    hash = Math.imul(hash ^ visitor.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0) % lanes
}

/** The body of a bulk request. The events travel as they were written: no digit is lost on the way. */
export function bodyOf({ events }: Batch, fill: Fill): string {
  return `{"shared":${JSON.stringify(sharedOf(fill))},"events":[${events.map(({ text }) => text).join(',')}]}`
}

function sharedOf({ account, profile }: Fill): Record<string, string> {
  return {
    ...(account !== undefined && { tealium_account: account }),
    ...(profile !== undefined && { tealium_profile: profile }),
  }
}

/** How large the events of one batch may be together. */
export function batchBytes(fill: Fill): number {
  return maxBodyBytes - Buffer.byteLength(JSON.stringify(sharedOf(fill)))
}
