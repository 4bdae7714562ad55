import type { Db } from '../../db/transaction.ts'
import { endDelays, lockDelays, type DueDelay } from '../delays/delays.ts'
import type { Occasion, Refusal } from '../caps/caps.ts'
import { findEvents } from '../events/events.ts'
import { insertRuns, type NewRun } from '../runs/runs.ts'
import type { StoredVisitor } from '../visitors/visitors.ts'
import { fire } from './fire.ts'
import type { StreamRules } from './rules.ts'
import type { Suppressed } from './start.ts'
import { visitorName } from './visitor-name.ts'

export interface Firing {
  readonly ids: readonly string[]
  readonly until: Date
  readonly rules: ReadonlyMap<string, StreamRules>
  /** The visitors of these delays that are known, locked, as time has left them. */
  readonly visitors: readonly StoredVisitor[]
}

/** What becomes of a delay whose time has come, unless its caps refuse the run. */
export interface Fired {
  readonly delay: DueDelay
  readonly result: NewRun | Suppressed
}

/** Decides about the delays whose time has come, and locks them, unless the last moments put them off. */
export async function fireDelays(
  db: Db,
  { ids, until, rules, visitors }: Firing,
): Promise<readonly Fired[]> {
  if (ids.length === 0) return []
  const delays = await lockDelays(db, ids, until)
  const events = await keptEvents(db, delays)
  const known = new Map(visitors.flatMap((one) => [one.visitorId, ...(one.askedAs ?? [])].map((visitorId) => [visitorName({ ...one, visitorId }), one.state]))) // prettier-ignore
  return delays.map((delay) => {
    const { streamId, visitorId, eventId } = delay
    const visitor = visitorId === null ? undefined : known.get(visitorName({ streamId, visitorId }))
    const present = { rules: rules.get(streamId), visitor, hasEvent: events.has(eventId), at: until.getTime() } // prettier-ignore
    return { delay, result: fire(delay, present) }
  })
}

/** Starts or drops delays. */
export async function endFired(
  db: Db,
  fired: readonly Fired[],
  refused: ReadonlyMap<string, Refusal>,
  now: Date,
): Promise<void> {
  const ended = fired.map(({ delay: { id }, result }) => {
    const outcome = 'id' in result ? (refused.get(result.id) ?? result) : result
    return 'id' in outcome
      ? { id, runId: outcome.id, reason: null }
      : { id, runId: null, reason: outcome.reason }
  })
  const runs = fired.flatMap(({ result }) => ('id' in result && !refused.has(result.id) ? [result] : [])) // prettier-ignore
  await Promise.all([insertRuns(db, runs, now), endDelays(db, ended, now)])
}

/** What is due for a visitor at the same time is one occasion. */
export function occasionsOf(fired: readonly Fired[], until: Date): Occasion[] {
  const occasions = new Map<string, NewRun[]>()
  for (const { delay, result } of fired) {
    if (!('id' in result)) continue
    const { id, streamId, visitorId, dueAt } = delay
    const name = visitorId === null ? id : `${visitorName({ streamId, visitorId })} ${dueAt.getTime()}` // prettier-ignore
    occasions.set(name, [...(occasions.get(name) ?? []), result])
  }
  return [...occasions.values()].map((runs) => ({ runs, at: until.getTime() }))
}

/** Which of the events are kept still that delays are about. Of the others, the visitor says enough. */
async function keptEvents(db: Db, delays: readonly DueDelay[]): Promise<ReadonlySet<string>> {
  const wanted = new Map<string, string[]>()
  for (const { organizationId, audienceId, eventId } of delays) {
    if (audienceId === null)
      wanted.set(organizationId, [...(wanted.get(organizationId) ?? []), eventId])
  }
  const found = await Promise.all([...wanted].map(([organizationId, ids]) => findEvents(db, organizationId, ids))) // prettier-ignore
  return new Set(found.flat().map(({ id }) => id))
}
