import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { endTurn, forgetTurns, takeTurn } from './turns.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.pool.query(
    `with org as (insert into organizations (id, name) values ('org', 'Acme')),
       automation as (insert into automations (id, organization_id, name, draft) values ('aut', 'org', 'A', '{}'))
     insert into automation_versions (id, automation_id, number, definition) values ('ver', 'aut', 1, '{}')`,
  )
})
afterAll(() => database.drop())

const now = new Date('2026-06-01T12:00:00Z')
const worker = 'w'
const turn = (runId: string, fence = 1) => ({ sessionId: 's', runId, fence, lane: 'p' })
const take = (runId: string, fence = 1, by = worker) => takeTurn(database.pool, by, turn(runId, fence), now) // prettier-ignore
const end = (runId: string, fence = 1) => endTurn(database.pool, turn(runId, fence), now)

beforeEach(async () => {
  const { pool } = database
  await pool.query('truncate runs, session_turns, session_waits')
  for (const id of ['r1', 'r2', 'r3'])
    await pool.query(
      `insert into runs (id, organization_id, automation_id, version_id, lane, deadline_s, trigger_type, created_at, state, worker_id, fence, deadline_at, causes, depth)
       values ($1, 'org', 'aut', 'ver', 'p', 3600, 'event', $2, 'running', 'w', 1, $2::timestamptz + interval '1 hour', '{}', 0)`,
      [id, now.toISOString()],
    )
})

async function run(id: string) {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    'select state, worker_id, due_at, problem_code, lane from runs where id = $1',
    [id],
  )
  return rows[0]
}

const set = (id: string, change: string) => database.pool.query(`update runs set ${change} where id = $1`, [id]) // prettier-ignore

it('is one run at a time, and who ends it wakes the first of those that wait', async () => {
  expect(await take('r1')).toBe('taken')
  expect(await take('r1')).toBe('taken')
  expect(await take('r3')).toBe('waits')
  expect(await take('r2')).toBe('waits')
  expect(await run('r2')).toMatchObject({ state: 'waiting', worker_id: null, problem_code: 'session-busy' }) // prettier-ignore
  await end('r1')
  expect(await run('r2')).toMatchObject({ due_at: now })
  expect(await run('r3')).toMatchObject({ due_at: new Date(now.getTime() + 60_000) })
})

it('goes to who has waited, not to a run that was started later and comes first', async () => {
  await take('r1')
  await take('r2')
  await end('r1')
  expect(await take('r3')).toBe('waits')
  await set('r2', `state = 'running', worker_id = 'w', fence = 2, due_at = null`)
  expect(await take('r2', 2)).toBe('taken')
  await end('r2', 2)
  await set('r3', `state = 'running', worker_id = 'w', fence = 2, due_at = null`)
  expect(await take('r3', 2)).toBe('taken')
})

it.each([
  ['has ended', `state = 'failed', worker_id = null, finished_at = now()`],
  ['waits for something else', `state = 'waiting', worker_id = null, due_at = now() + interval '1 hour'`], // prettier-ignore
])('is free when the run that has it %s', async (_, change) => {
  await take('r1')
  await set('r1', change)
  expect(await take('r2')).toBe('taken')
})

it('stays with a run that its worker has lost, and no old worker ends it', async () => {
  await take('r1')
  await set('r1', `state = 'queued', worker_id = null`)
  expect(await take('r2')).toBe('waits')
  await set('r1', `state = 'running', worker_id = 'other', fence = 2`)
  expect(await take('r1', 2, 'other')).toBe('taken')
  await end('r1', 1)
  expect(await take('r3')).toBe('waits')
})

it('is not waited for by a run that is another worker’s by now', async () => {
  await take('r1')
  await set('r2', 'fence = 2')
  expect(await take('r2')).toBe('lost')
})

it('lets a run that was cancelled meanwhile go where it ends', async () => {
  await take('r1')
  await set('r2', 'cancel_requested = true')
  expect(await take('r2')).toBe('waits')
  expect(await run('r2')).toMatchObject({ lane: 'local', due_at: now })
})

it('leaves nobody behind who came to wait while it ended', async () => {
  for (let round = 0; round < 30; round += 1) {
    await set('r2', `state = 'running', worker_id = 'w', due_at = null, problem_code = null`)
    await database.pool.query('truncate session_turns, session_waits')
    await take('r1')
    const [taken] = await Promise.all([take('r2'), end('r1')])
    const { due_at } = (await run('r2')) ?? {}
    expect(taken === 'taken' ? null : now).toEqual(due_at)
  }
})

it('is forgotten with its run', async () => {
  await take('r1')
  await take('r2')
  await set('r1', `state = 'succeeded', worker_id = null, finished_at = now()`)
  await database.pool.query(`delete from runs where id = 'r2'`)
  await forgetTurns(database.pool)
  const { rows } = await database.pool.query(
    'select run_id from session_turns union all select run_id from session_waits',
  )
  expect(rows).toEqual([])
})
