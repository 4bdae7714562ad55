import type { Db } from '../../db/transaction.ts'
import { endDelays, lockDelays, type DueDelay } from '../delays/delays.ts'
import type { Occasion } from '../caps/caps.ts'
import { findEvents } from '../events/events.ts'
import { insertRuns, type NewRun } from '../runs/runs.ts'
import type { StoredVisitor } from '../visitors/visitors.ts'
import { fire } from './fire.ts'
import type { StreamRules } from './rules.ts'
import type { Suppressed } from './start.ts'
import { visitorName } from './visitor-name.ts'
import { refusedStarts } from './within-caps.ts'

export interface Firing {
  readonly ids: readonly string[]
  readonly until: Date
  readonly rules: ReadonlyMap<string, StreamRules>
  /** The visitors of these delays that are known, locked, as time has left them. */
  readonly visitors: readonly StoredVisitor[]
  readonly now: Date
}

/** Starts or drops the delays whose time has come, unless the last moments put them off. */
export async function fireDelays(
  db: Db,
  { ids, until, rules, visitors, now }: Firing,
): Promise<void> {
  const delays = await lockDelays(db, ids, until)
  const events = await keptEvents(db, delays)
  const known = new Map(visitors.flatMap((one) => [one.visitorId, ...(one.askedAs ?? [])].map((visitorId) => [visitorName({ ...one, visitorId }), one.state]))) // prettier-ignore
  const fired = delays.map((delay): Fired => {
    const { streamId, visitorId, eventId } = delay
    const visitor = visitorId === null ? undefined : known.get(visitorName({ streamId, visitorId }))
    const present = { rules: rules.get(streamId), visitor, hasEvent: events.has(eventId), at: until.getTime() } // prettier-ignore
    return { delay, result: fire(delay, present) }
  })
  const started = fired.flatMap(({ result }) => ('id' in result ? [result] : []))
  const refused = await refusedStarts(db, occasionsOf(fired, until), rules, now)
  const ended = fired.map(({ delay: { id }, result }) => {
    const outcome = 'id' in result ? (refused.get(result.id) ?? result) : result
    return 'id' in outcome
      ? { id, runId: outcome.id, reason: null }
      : { id, runId: null, reason: outcome.reason }
  })
  const runs = started.filter(({ id }) => !refused.has(id))
  await Promise.all([insertRuns(db, runs, now), endDelays(db, ended, now)])
}

interface Fired {
  readonly delay: DueDelay
  readonly result: NewRun | Suppressed
}

/** What is due for a visitor at the same time is one occasion. */
function occasionsOf(fired: readonly Fired[], until: Date): Occasion[] {
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
