import type { Db } from '../../db/db.ts'
import type { NewRun } from '../runs/runs.ts'
import type { StartCaps } from './caps-of.ts'
import { holdsOf, limitStarts, type Refusal, type Wanted } from './limit-starts.ts'
import { lockOverallStarts, storeStarts, visitorStarts } from './starts-store.ts'

export type { Refusal } from './limit-starts.ts'

/** Runs that one event, or one step of time, is about to start for a visitor: of a group, one of them. */
export interface Occasion {
  readonly runs: readonly NewRun[]
  /** In milliseconds since 1970. */
  readonly at: number
}

/** The caps of an automation that has any. */
export type FindCaps = (run: NewRun) => StartCaps | undefined

/**
 * The runs that must not start, by id, because their automations have started as often as they may.
 * The others are counted with the transaction, which must hold their visitors. Without caps it asks
 * the database nothing.
 */
export async function refuseStarts(
  db: Db,
  occasions: readonly Occasion[],
  capsOf: FindCaps,
  now: Date,
): Promise<ReadonlyMap<string, Refusal>> {
  const wanted = occasions
    .map(({ runs, at }) => runs.flatMap((run) => wantedOf(run, at, capsOf(run))))
    .filter((one) => one.length > 0)
  if (wanted.length === 0) return new Map()
  const all = wanted.flat()
  const [visitors, overall] = await Promise.all([
    visitorStarts(db, all.flatMap(holdsOf)),
    lockOverallStarts(db, all.flatMap(({ automationId, caps }) => (caps.overall ? automationId : []))), // prettier-ignore
  ])
  const limited = limitStarts(wanted, { visitors, overall }, now.getTime())
  await storeStarts(db, limited)
  return limited.refused
}

function wantedOf(run: NewRun, at: number, caps: StartCaps | undefined): Wanted[] {
  if (!caps) return []
  const { id: runId, automationId, streamId, visitorId } = run
  return [{ runId, automationId, streamId, visitorId, at, caps }]
}
