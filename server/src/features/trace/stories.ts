import type { EventTrace, TraceLine } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { delaysOfEvents } from '../delays/delays.ts'
import { findEvent, findEvents } from '../events/events.ts'
import { attemptsOf, runsOfEvents, stepRunsOf } from '../runs/runs.ts'
import { linesOf, type EventStory } from './lines.ts'
import { eventIdsOfRuns, notesOfEvents } from './store.ts'

/** Events that one trace tells of at most, the answer events of its runs included. */
const maxEvents = 250

async function storiesOf(
  db: Db,
  organizationId: string,
  eventIds: readonly string[],
): Promise<EventStory[]> {
  const events = await findEvents(db, organizationId, eventIds)
  const notes = await notesOfEvents(db, eventIds)
  const delays = await delaysOfEvents(db, organizationId, eventIds)
  const runs = await runsOfEvents(db, organizationId, eventIds)
  const runIds = runs.map(({ id }) => id)
  const [attempts, stepRuns] = [await attemptsOf(db, runIds), await stepRunsOf(db, runIds)]
  return events.map((event) => ({
    event,
    notes: notes.filter((note) => note.event_id === event.id),
    delays: delays.filter((delay) => delay.event_id === event.id),
    runs: runs.filter((run) => run.event_id === event.id),
    attempts,
    stepRuns,
  }))
}

/** The lines of events and of everything that they caused, oldest first. */
export async function traceLines(
  db: Db,
  organizationId: string,
  eventIds: readonly string[],
): Promise<TraceLine[]> {
  const seen = new Set<string>()
  const lines: TraceLine[] = []
  let next = [...eventIds]
  while (next.length > 0 && seen.size < maxEvents) {
    const fresh = next.slice(0, maxEvents - seen.size)
    fresh.forEach((id) => seen.add(id))
    const stories = await storiesOf(db, organizationId, fresh)
    lines.push(...stories.flatMap(linesOf))
    const runIds = stories.flatMap((story) => story.runs.map(({ id }) => id))
    const caused = await eventIdsOfRuns(db, organizationId, runIds)
    next = caused.filter((id) => !seen.has(id))
  }
  return lines.toSorted((a, b) => a.at.localeCompare(b.at))
}

/** Everything that happened because of one event; undefined when there is no such event. */
export async function traceOfEvent(
  db: Db,
  organizationId: string,
  id: string,
): Promise<EventTrace | undefined> {
  if (!(await findEvent(db, organizationId, id))) return undefined
  return { event_id: id, lines: await traceLines(db, organizationId, [id]) }
}
