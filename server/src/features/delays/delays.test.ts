import type { Client } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { twoOrganizations } from '../../http/testing/two-organizations.ts'
import { newId } from '../../kernel/id.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import {
  delayRoutes,
  endDelays,
  insertDelays,
  lockDelays,
  newDelay,
  type NewDelay,
} from './delays.ts'

const now = new Date('2026-01-01T00:00:00.000Z')
const dueAt = new Date('2026-01-02T00:00:00.000Z')
const [automationId, audienceId] = [newId('automation'), newId('audience')]
const [streamId, otherStreamId] = [newId('stream'), newId('stream')]

let database: TestDatabase
let organizationId: string
let ours: Client
let theirs: Client
let close: () => Promise<void>

beforeAll(async () => {
  ;({ database, organizationId, ours, theirs, close } = await twoOrganizations((pool) => [
    (scope) => delayRoutes(scope, pool, () => now),
  ]))
  await database.pool.query(`insert into automations (id, organization_id, name, draft) values ($1, $2, 'Remind', '{}')`, [automationId, organizationId]) // prettier-ignore
})
afterAll(() => close())

const delay = (parts: Partial<NewDelay> = {}): NewDelay =>
  newDelay({
    organizationId,
    automationId,
    streamId,
    shard: 3,
    visitorId: 'v1',
    feedId: null,
    audienceId,
    moment: 'joined',
    eventId: newId('event'),
    eventAt: now,
    depth: 0,
    causes: [],
    dueAt,
    ...parts,
  })

const list = async (query: Parameters<Client['listDelays']>[0]['query'] = {}) =>
  (await ours.listDelays({ query })).items

describe('starts that wait', () => {
  it('are listed with what became of them, newest first, and to their organization only', async () => {
    const [first, second] = [delay({ visitorId: 'a' }), delay({ visitorId: 'b', streamId: otherStreamId })] // prettier-ignore
    await insertDelays(database.pool, [first, second], now)
    await endDelays(database.pool, [{ id: second.id, runId: null, reason: 'It is over.' }], dueAt)

    expect(await list()).toMatchObject([
      { id: second.id, state: 'dropped', reason: 'It is over.', ended_at: dueAt.toISOString(), run_id: null }, // prettier-ignore
      { id: first.id, state: 'waiting', due_at: dueAt.toISOString(), automation: { id: automationId, name: 'Remind' }, event_id: first.eventId }, // prettier-ignore
    ])
    const ids = async (query: Parameters<typeof list>[0]) => (await list(query)).map(({ id }) => id)
    expect(await ids({ state: 'waiting' })).toEqual([first.id])
    expect(await ids({ visitor_id: 'b', stream_id: otherStreamId })).toEqual([second.id])
    expect(await ids({ visitor_id: 'b', stream_id: streamId })).toEqual([])
    expect(await ids({ automation_id: newId('automation') })).toEqual([])
    const page = await ours.listDelays({ query: { limit: 1 } })
    expect(await ids({ cursor: page.next ?? '' })).toEqual([first.id])
    expect((await theirs.listDelays({ query: {} })).items).toEqual([])
  })

  it('wait once for each visitor, from the last moment on, also within one batch', async () => {
    const at = (hour: number) => new Date(dueAt.getTime() + hour * 3_600_000)
    const again = [delay({ dueAt: at(1) }), delay({ dueAt: at(2) })]
    await insertDelays(database.pool, again, now)
    await insertDelays(database.pool, [delay({ dueAt: at(3), eventId: newId('event') })], now)
    const events = [delay({ moment: null, audienceId: null }), delay({ moment: null, audienceId: null })] // prettier-ignore
    await insertDelays(database.pool, events, now)

    const waiting = await list({ visitor_id: 'v1', state: 'waiting' })
    expect(waiting.map(({ due_at }) => due_at)).toEqual([
      dueAt.toISOString(),
      dueAt.toISOString(),
      at(3).toISOString(),
    ])
  })

  it('are cancelled by those who may, once, and only while they wait', async () => {
    const [waiting, over] = [delay({ visitorId: 'c1' }), delay({ visitorId: 'c2' })]
    await insertDelays(database.pool, [waiting, over], now)
    await endDelays(database.pool, [{ id: over.id, runId: 'run_1', reason: null }], dueAt)
    const cancel = (client: Client, id: string) => client.cancelDelay({ params: { id } })

    await expect(cancel(theirs, waiting.id)).rejects.toThrow(`There is no delayed start ${waiting.id}.`) // prettier-ignore
    await expect(cancel(ours, over.id)).rejects.toThrow('The start does not wait any more (started).') // prettier-ignore
    const cancelled = await cancel(ours, waiting.id)
    expect(cancelled).toMatchObject({ id: waiting.id, state: 'cancelled', ended_at: now.toISOString() }) // prettier-ignore
    expect(cancelled.reason).toMatch(/^Cancelled by .+\.$/)
    await expect(cancel(ours, waiting.id)).rejects.toThrow('(cancelled)')
    expect(await lockDelays(database.pool, [waiting.id], dueAt)).toEqual([])
  })

  it('of a visitor are found under every id that leads to it', async () => {
    await database.pool.query(`insert into visitors (stream_id, id, organization_id, shard, state, stitched_into)
      values ($1, 'phone', $2, 3, '{}', 'known'), ($1, 'known', $2, 3, '{}', null)`, [streamId, organizationId]) // prettier-ignore
    const [before, after] = [delay({ visitorId: 'phone' }), delay({ visitorId: 'known' })]
    await insertDelays(database.pool, [before, after], now)
    for (const visitor_id of ['phone', 'known']) {
      const found = await list({ visitor_id, stream_id: streamId })
      expect(found.map(({ id }) => id)).toEqual([after.id, before.id])
    }
  })
})
