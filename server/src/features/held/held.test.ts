import type { Client } from '@outcrop/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { refusal } from '../../http/testing/refusal.ts'
import { newStream, twoOrganizations } from '../../http/testing/two-organizations.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { appendEvents, makePartitions, newEvent } from '../events/events.ts'
import { streamRoutes } from '../streams/streams.ts'
import { traceOfEvent } from '../trace/trace.ts'
import { heldRoutes } from './held.ts'

const now = new Date()
const later = new Date(now.getTime() + 3_600_000)

let database: TestDatabase
let organizationId: string
let streamId: string
let otherStreamId: string
let ours: Client
let theirs: Client
let close: () => Promise<void>

beforeAll(async () => {
  ;({ database, organizationId, ours, theirs, close } = await twoOrganizations((pool) => [
    (scope) => streamRoutes(scope, { pool, furnish: () => Promise.resolve(), automationsOnFeed: () => Promise.resolve([]) }), // prettier-ignore
    (scope) => heldRoutes(scope, pool, () => now),
  ]))
  await makePartitions(database.pool, now)
  streamId = await newStream(ours)
  otherStreamId = await newStream(ours)
})
afterAll(() => close())
afterEach(() => database.pool.query('truncate held_events, pending_stitches'))

/** The ids of new traced events of a visitor, in their order. */
async function collect(visitorId: string | null, numbers: readonly number[], of = streamId) {
  const events = numbers.map((number) => newEvent({ organizationId, streamId: of, name: 'view', visitorId, traceId: 'trace1', payload: JSON.stringify({ number }), cause: null })) // prettier-ignore
  await appendEvents(database.pool, events)
  return events.map(({ id }) => id)
}

async function hold(visitorId: string | null, numbers: readonly number[], of = streamId) {
  const ids = await collect(visitorId, numbers, of)
  await database.pool.query(
    `insert into held_events (event_id, organization_id, stream_id, shard, visitor_id, event_at, code, reason, held_at, not_before, failures)
     select id, organization_id, stream_id, shard, visitor_id, received_at, 'visitor-broken', 'It is no object.', $2, $3, 4 from events where id = any($1)`,
    [ids, now, later],
  )
  return ids
}

/** A stitch that failed twice, and one that is only waiting for its turn. */
async function failStitch(visitorId: string, value: string): Promise<string> {
  const [id = ''] = await collect(visitorId, [0])
  await database.pool.query(
    `insert into pending_stitches (organization_id, stream_id, visitor_id, value, event_id, event_at, depth, causes, failures, code, reason, held_at, not_before)
     select organization_id, stream_id, visitor_id, value, id, received_at, 0, '{}', failures, code, reason, held_at, not_before
     from events, (values ($2, 2, 'stitch-failed', 'It cannot be written.', $3::timestamptz, $4::timestamptz), ('waiting', 0, null, null, null, null))
       as f (value, failures, code, reason, held_at, not_before) where id = $1`,
    [id, value, now, later],
  )
  return id
}

const list = async (query: Parameters<Client['listHeld']>[0]['query'] = {}, by = ours) =>
  (await by.listHeld({ query })).items

const nextTries = async () =>
  (await list()).map(({ id, next_try_at }) => [id, next_try_at]).toSorted()

describe('what is held', () => {
  it('is listed with its event, why, since when and until when; to its organization only', async () => {
    const [first, second] = await hold('v1', [1, 2])
    const [other] = await hold(null, [3], otherStreamId)
    const cause = await failStitch('v2', 'customer-1')

    const items = await list()
    expect(items.map(({ kind, event }) => [kind, event?.id])).toEqual([['stitch', cause], ['event', other], ['event', second], ['event', first]]) // prettier-ignore
    expect(items[3]).toEqual({
      id: first, kind: 'event', stream_id: streamId, visitor_id: 'v1', other_id: null, tries: 4, held_at: now.toISOString(), next_try_at: later.toISOString(),
      event: expect.objectContaining({ id: first, payload: { number: 1 } }),
      problem: expect.objectContaining({ code: 'visitor-broken', who: 'operator', detail: 'It is no object.', remedy: expect.stringContaining('table "visitors"') }),
    }) // prettier-ignore
    expect(items[0]).toMatchObject({ visitor_id: 'v2', other_id: 'customer-1', tries: 2, problem: { code: 'stitch-failed', detail: 'It cannot be written.' } }) // prettier-ignore
    expect(await list({}, theirs)).toEqual([])
    expect(await list({ stream_id: streamId, visitor_id: 'v1' }, theirs)).toEqual([])
  })

  it('is listed as it is asked for, page by page', async () => {
    const [first, second] = await hold('v1', [1, 2])
    const [other] = await hold(null, [3], otherStreamId)
    const cause = await failStitch('v2', 'customer-1')
    const shown = async (query: Parameters<Client['listHeld']>[0]['query']) =>
      (await list(query)).map(({ event }) => event?.id)

    expect(await shown({ kind: 'stitch' })).toEqual([cause])
    expect(await shown({ kind: 'event', stream_id: otherStreamId })).toEqual([other])
    expect(await shown({ visitor_id: 'v1' })).toEqual([second, first])
    expect(await shown({ visitor_id: 'customer-1' })).toEqual([cause])
    const seen: unknown[] = []
    let cursor: string | undefined
    do {
      const page = await ours.listHeld({ query: { limit: 1, cursor } })
      seen.push(...page.items.map(({ event }) => event?.id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual([cause, other, second, first])
  })
})

it('is tried again at once with what came before it of the same visitor, and with nothing else', async () => {
  const [first = '', second = '', third = ''] = await hold('v1', [1, 2, 3])
  const [other = ''] = await hold('v2', [1])
  await failStitch('v2', 'customer-1')
  const [stitch] = await list({ kind: 'stitch' })
  const at = { now: now.toISOString(), later: later.toISOString() }

  expect((await refusal(theirs.retryHeld({ params: { id: second } }))).code).toBe('not-found')
  expect((await refusal(theirs.retryHeld({ params: { id: stitch?.id ?? '' } }))).code).toBe('not-found') // prettier-ignore
  const retried = await ours.retryHeld({ params: { id: second } })
  expect(retried).toMatchObject({ id: second, next_try_at: at.now, tries: 4 })
  expect(await nextTries()).toEqual([[first, at.now], [second, at.now], [third, at.later], [other, at.later], [stitch?.id, at.later]]) // prettier-ignore
  await ours.retryHeld({ params: { id: stitch?.id ?? '' } })
  expect((await list({ kind: 'stitch' }))[0]?.next_try_at).toBe(at.now)
  expect((await refusal(ours.retryHeld({ params: { id: `evt_${'0'.repeat(32)}` } }))).code).toBe('not-found') // prettier-ignore
})

it('is dropped once, which its trace tells, and by nobody of another organization', async () => {
  const [first = '', second = ''] = await hold('v1', [1, 2])
  const cause = await failStitch('v2', 'customer-1')
  const [stitch] = await list({ kind: 'stitch' })
  const ids = [first, stitch?.id ?? '']
  for (const id of ids)
    expect((await refusal(theirs.dropHeld({ params: { id } }))).code).toBe('not-found')

  for (const id of ids) await ours.dropHeld({ params: { id } })
  expect((await list()).map(({ id }) => id)).toEqual([second])
  for (const id of ids)
    expect((await refusal(ours.dropHeld({ params: { id } }))).code).toBe('not-found')
  const { rows } = await database.pool.query('select value from pending_stitches')
  expect(rows).toEqual([{ value: 'waiting' }])
  const told = async (id: string) =>
    (await traceOfEvent(database.pool, organizationId, id))?.lines.map(({ text }) => text)
  expect(await told(first)).toContain('Held Event Dropped')
  expect(await told(cause)).toContain('Stitch Dropped')
  expect(await told(second)).not.toContain('Held Event Dropped')
})
