export { deleteEvents, fenceShards, findPlaces, lockShards, pageOfLog, unprocessedEvents, type PlacedEvent } from './erasure-store.ts' // prettier-ignore
export {
  findEvent,
  findEvents,
  listEvents,
  type EventFilter,
  type EventRow,
} from './event-store.ts'
export { countHeld, deleteHeld, dueHeld, heldOfVisitor, holdEvents, putOffHeld, takeHeld, type Held, type HeldKey, type WhyHeld } from './held-store.ts' // prettier-ignore
export { createLineage, type Lineage } from './lineage.ts'
export { appendEvents, appendOnce, isBefore, openedEvent, readLog, type KeyedEvents, type LoggedEvent, type PackedEvent, type Position } from './log-store.ts' // prettier-ignore
export { newEvent, type Cause, type NewEvent } from './new-event.ts'
export { insertLateNotes, insertNotes, type LateNote, type NoteRow } from './note-store.ts'
export { dropOldPartitions, makePartitions } from './partition-store.ts'
export { shardCount, shardOf } from './shard.ts'
export { afterEventsOf, reachedBy, visitorEvents } from './visitor-event-store.ts'
