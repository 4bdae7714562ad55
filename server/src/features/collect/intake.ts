import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { groupCommit } from '../../kernel/group-commit.ts'
import {
  appendEvents,
  appendOnce,
  insertNotes,
  type NewEvent,
  type NoteRow,
} from '../events/events.ts'

/** The events of one request, all stored or none. */
export interface IntakeRequest {
  readonly events: readonly NewEvent[]
  /** A key under which the sender may repeat the request. */
  readonly key: string | undefined
  /** What is noted about its events. */
  readonly notes: readonly NoteRow[]
}

export interface Intake {
  /** Resolves after the commit; `repeated` when the key was known and nothing was stored again. */
  store(request: IntakeRequest): Promise<'stored' | 'repeated'>
  idle(): Promise<void>
}

/** Stores the requests that arrive together in one transaction. */
export function createIntake(pool: Pool, maxWaiting: number): Intake {
  const commits = groupCommit((requests: readonly IntakeRequest[]) => flush(pool, requests), {
    maxBatch: 1000,
    maxWaiting,
    // In characters: what waits during an outage has to fit into memory, a batch into one statement.
    weightOf: ({ events }) => events.reduce((sum, { payload }) => sum + payload.length, 0),
    maxBatchWeight: 16_777_216,
    maxWaitingWeight: 268_435_456,
  })
  return { store: (request) => commits.add(request), idle: () => commits.idle() }
}

async function flush(
  pool: Pool,
  requests: readonly IntakeRequest[],
): Promise<('stored' | 'repeated')[]> {
  const keyless = requests.filter((request) => request.key === undefined)
  const isNoted = requests.some(({ notes }) => notes.length > 0)
  const store = async (db: Db) => {
    await appendEvents(
      db,
      keyless.flatMap((request) => request.events),
    )
    const fresh = await storeKeyed(db, requests)
    if (isNoted)
      await insertNotes(
        db,
        [...keyless, ...fresh].flatMap(({ notes }) => notes),
      )
    return fresh
  }
  // All or nothing: whoever is told that nothing was stored sends it again. One statement is atomic.
  const isOne = keyless.length === requests.length && !isNoted
  const fresh = await (isOne ? store(pool) : transaction(pool, store))
  return requests.map((request) =>
    request.key === undefined || fresh.has(request) ? 'stored' : 'repeated',
  )
}

async function storeKeyed(db: Db, requests: readonly IntakeRequest[]): Promise<Set<IntakeRequest>> {
  // Of two requests with one key in the same flush only the first may store anything.
  const first = new Map<string, IntakeRequest>()
  for (const request of requests) {
    const name = nameOf(request)
    if (name !== undefined && !first.has(name)) first.set(name, request)
  }
  if (first.size === 0) return new Set()
  const stored = await appendOnce(
    db,
    [...first.values()].map(({ events, key }) => ({
      streamId: events[0]?.streamId ?? '',
      key: key ?? '',
      events,
    })),
  )
  return new Set([...first].filter(([name]) => stored.has(name)).map(([, request]) => request))
}

function nameOf({ events, key }: IntakeRequest): string | undefined {
  return key === undefined ? undefined : `${events[0]?.streamId ?? ''} ${key}`
}
