import type { Trigger } from '@outcrop/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { traceOfEvent } from '../trace/trace.ts'

const hourMs = 3_600_000

let engine: Engine
let aheadMs: number
beforeEach(async () => {
  aheadMs = 0
  engine = await startEngine({}, undefined, () => new Date(Date.now() + aheadMs))
})
afterEach(() => engine.close())

async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 20))
}

const onEvents = (parts: Partial<Extract<Trigger, { type: 'event' }>>) =>
  engine.publish({
    definition: { name: 'Offer', trigger: { type: 'event', feed_id: engine.feedId, ...parts } },
  })

const view = (visitor: string | null, parts: object = {}) =>
  engine.collect({ tealium_event: 'view', ...(visitor !== null && { tealium_visitor_id: visitor }), ...parts }) // prettier-ignore

/** Everything that was collected has been processed. */
const processed = () =>
  until(async () => {
    const { rows } = await engine.database.pool.query('select 1 from events e join shards s on s.shard = e.shard where (e.xid, e.id) > (s.xid, s.event_id) limit 1') // prettier-ignore
    return rows.length === 0
  })

const counts = async () => {
  const { rows } = await engine.database.pool.query<{ visitors: number; overall: number }>('select (select count(*)::int from visitor_starts) as visitors, (select count(*)::int from overall_starts) as overall') // prettier-ignore
  return rows[0]
}

it('counts each start once, whoever owns the shards meanwhile', async () => {
  await onEvents({ cap: { starts: 2 } })
  const overall = await onEvents({ cap_overall: { starts: 25 } })
  await engine.startProcessor({ leaseS: 1 })
  await engine.startProcessor({ leaseS: 1 })
  for (let index = 0; index < 160; index += 1) {
    await view(`v${index % 40}`)
    if (index % 40 === 20)
      await engine.database.pool.query(`update shards set owner = 'someone', fence = fence + 1, lease_until = now() + interval '0.2 s' where shard % 2 = 0`) // prettier-ignore
  }
  await processed()

  const runs = await engine.runs()
  expect(runs.filter(({ automation_id }) => automation_id === overall)).toHaveLength(25)
  const perVisitor = new Map<string | null, number>()
  for (const { automation_id, visitor_id } of runs)
    if (automation_id !== overall) perVisitor.set(visitor_id, (perVisitor.get(visitor_id) ?? 0) + 1)
  expect([...perVisitor.values()]).toEqual(Array.from({ length: 40 }, () => 2))
})

it('keeps nothing where there is no cap, and counts no start by hand', async () => {
  const automation = await onEvents({})
  const capped = await onEvents({ cap: { starts: 1 } })
  await engine.startProcessor()
  await view(null)
  await processed()
  expect([(await engine.runs()).length, await counts()]).toEqual([2, { visitors: 0, overall: 0 }])

  await view('v1')
  await processed()
  const { rows } = await engine.database.pool.query('select subject_id from visitor_starts')
  expect(rows).toEqual([{ subject_id: capped }])
  expect((await engine.runs()).filter((run) => run.automation_id === automation)).toHaveLength(2)
})

it('counts a delayed start when it starts, and says in the trace why another one does not', async () => {
  await onEvents({ delay_hours: 1, cap: { starts: 1, period_hours: 24 } })
  await engine.startProcessor()
  await view('v1')
  const { id } = await view('v1')
  await processed()
  expect(await counts()).toEqual({ visitors: 0, overall: 0 })

  aheadMs = 1.1 * hourMs
  await until(async () => (await engine.database.pool.query(`select 1 from delays where state = 'waiting'`)).rowCount === 0) // prettier-ignore
  expect(await engine.runs()).toHaveLength(1)
  const trace = await traceOfEvent(engine.database.pool, engine.organizationId, id)
  expect(trace?.lines).toContainEqual(
    expect.objectContaining({
      text: 'Delayed Action Dropped: Offer',
      detail: { automation_id: expect.any(String), reason: 'It may start once in 24 hours for a visitor, and has.' }, // prettier-ignore
    }),
  )
})

describe('a cooldown group', () => {
  const groupOf = async (hours: number) => {
    const group_id = newId('cooldownGroup')
    await engine.database.pool.query(`insert into cooldown_groups (id, organization_id, name, period_hours, created_at, updated_at) values ($1, $2, 'Offers', $3, now(), now())`, [group_id, engine.organizationId, hours]) // prettier-ignore
    return (priority: number) => ({ cooldown: { group_id, priority } })
  }

  it('lets the highest priority start for a visitor, once in its period, and says so in the trace', async () => {
    const inGroup = await groupOf(24)
    const low = await onEvents(inGroup(1))
    const high = await onEvents(inGroup(9))
    const free = await onEvents({})
    await engine.startProcessor({ leaseS: 1 })
    await engine.startProcessor({ leaseS: 1 })
    const traced = newEvent({ organizationId: engine.organizationId, streamId: engine.streamId, name: 'view', visitorId: 'v0', traceId: 'trace1', payload: '{}', cause: null }) // prettier-ignore
    await appendEvents(engine.database.pool, [traced])
    for (let index = 0; index < 60; index += 1) {
      await view(`v${index % 20}`)
      if (index === 30)
        await engine.database.pool.query(`update shards set owner = 'someone', fence = fence + 1, lease_until = now() + interval '0.2 s' where shard % 2 = 0`) // prettier-ignore
    }
    await processed()

    const runs = await engine.runs()
    const held = runs.filter(({ automation_id }) => automation_id !== free)
    expect(held.map(({ visitor_id }) => visitor_id).toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `v${index}`).toSorted()) // prettier-ignore
    expect(new Set(held.map(({ automation_id }) => automation_id))).toEqual(new Set([high]))
    expect(runs.length - held.length).toBe(61)
    const trace = await traceOfEvent(engine.database.pool, engine.organizationId, traced.id)
    const line = trace?.lines.find(({ text }) => text === 'Cooldown Group Offers: 1 Action Triggered / 1 Suppressed / 0 Delayed') // prettier-ignore
    expect(trace?.lines.map(({ text }) => text)).toContain('Actions Without Cooldown Group: 1 Action Triggered / 0 Suppressed / 0 Delayed') // prettier-ignore
    expect(line?.detail?.['suppressed']).toEqual([
      {
        automation_id: low,
        automation: 'Offer',
        reason:
          '"Offer" (priority 9) of the cooldown group "Offers" starts instead of this one (priority 1).',
      },
    ])
  })

  it('holds for starts that were put off to the same time', async () => {
    const inGroup = await groupOf(24)
    const low = await onEvents({ ...inGroup(1), delay_hours: 1 })
    const high = await onEvents({ ...inGroup(2), delay_hours: 1 })
    await engine.startProcessor()
    await view('v1')
    await processed()
    aheadMs = 1.1 * hourMs
    await until(async () => (await engine.database.pool.query(`select 1 from delays where state = 'waiting'`)).rowCount === 0) // prettier-ignore
    const { rows } = await engine.database.pool.query('select automation_id, state, reason from delays order by automation_id') // prettier-ignore
    expect(rows).toEqual([
      { automation_id: low, state: 'dropped', reason: '"Offer" (priority 2) of the cooldown group "Offers" starts instead of this one (priority 1).' }, // prettier-ignore
      { automation_id: high, state: 'started', reason: null },
    ])
  })
})
