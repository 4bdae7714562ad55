import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { insertStream } from '../streams/streams.ts'
import { findVisitor } from '../visitors/testing/stored-visitors.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 20))
}

async function owners(): Promise<number[]> {
  const { rows } = await engine.database.pool.query<{ shards: number }>(
    'select count(*) as shards from shards where owner is not null group by owner order by 1',
  )
  return rows.map(({ shards }) => shards)
}

const view = (visitor: number) =>
  engine.collect({ tealium_event: 'view', tealium_visitor_id: `v${visitor}` })

describe('several processors', () => {
  it('share the shards, although the second comes when all are taken, and inherit them', async () => {
    const first = await engine.startProcessor({ leaseS: 1 })
    await until(async () => String(await owners()) === '64')
    await engine.startProcessor({ leaseS: 1 })

    await until(async () => String(await owners()) === '32,32')
    await first.stop()
    await until(async () => String(await owners()) === '64')
  })

  it('apply each event once, whoever owns its shard meanwhile', async () => {
    await engine.publish()
    await engine.startProcessor({ leaseS: 1 })
    await engine.startProcessor({ leaseS: 1 })
    const { pool } = engine.database

    for (let visitor = 0; visitor < 60; visitor += 1) {
      await view(visitor)
      if (visitor % 20 !== 10) continue
      await pool.query(
        `update shards set owner = 'someone', fence = fence + 1, lease_until = now() + interval '0.2 s' where shard % 2 = 0`,
      )
    }
    const { id } = await view(60)
    await until(async () => (await engine.runs()).some(({ event_id }) => event_id === id))
    await until(async () => (await engine.runs()).length >= 61)

    const events = (await engine.runs()).map(({ event_id }) => event_id)
    expect(new Set(events).size).toBe(61)
    expect(events).toHaveLength(61)
  })
})

describe('what cannot be understood', () => {
  it('is left out, and stops nobody', async () => {
    await engine.publish()
    await engine.database.pool.query(
      `insert into feeds (id, organization_id, stream_id, name, condition)
       values ('fed_x', $1, $2, 'broken', '{"attribute":"a","operator":"matches","value":"("}')`,
      [engine.organizationId, engine.streamId],
    )

    await engine.startProcessor()
    await view(1)

    await until(async () => (await engine.runs()).length === 1)
  })
})

describe('a stream that is made while it runs', () => {
  it('has its first events applied by its rules, whoever hears of it late', async () => {
    const { organizationId, database } = engine
    const { pool } = database
    await engine.publish()
    await engine.startProcessor()
    await view(1)
    await until(async () => (await engine.runs()).length === 1)

    const made = { account: 'late', profile: 'late', max_requests_per_s: null }
    const stream_id = (await insertStream(pool, organizationId, made))?.id ?? ''
    await storeAttribute(pool, organizationId, { stream_id, name: 'seen', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] }) // prettier-ignore
    await appendEvents(pool, [newEvent({ organizationId, streamId: stream_id, name: 'view', visitorId: 'v1', traceId: null, payload: '{}', cause: null })]) // prettier-ignore

    const found = () => findVisitor(pool, organizationId, { streamId: stream_id, visitorId: 'v1' })
    await until(async () => (await found())?.state.attributes['seen'] === 1)
  })
})

describe('a trace', () => {
  const traced = (visitor: string) =>
    newEvent({
      organizationId: engine.organizationId,
      streamId: engine.streamId,
      name: 'view',
      visitorId: visitor,
      traceId: 'trace1',
      payload: JSON.stringify({ tealium_event: 'view', tealium_visitor_id: visitor }),
      cause: null,
    })

  beforeEach(async () => {
    await engine.database.pool.query(
      `insert into traces (id, organization_id, stream_id, expires_at) values ('trace1', $1, $2, now() + interval '1 day')`,
      [engine.organizationId, engine.streamId],
    )
    await engine.directory.reload()
  })

  it('is joined by 250 events at most', async () => {
    await engine.startProcessor()
    const { pool } = engine.database
    const counted = async () =>
      (await pool.query<{ events: number }>('select events from traces')).rows[0]?.events

    await appendEvents(
      pool,
      Array.from({ length: 249 }, (_, index) => traced(`v${index}`)),
    )
    await until(async () => (await counted()) === 249)
    await engine.directory.reload()
    expect(engine.directory.isTraced(engine.streamId, 'trace1')).toBe(true)

    await appendEvents(pool, [traced('last')])
    await until(async () => (await counted()) === 250)
    await engine.directory.reload()
    expect(engine.directory.isTraced(engine.streamId, 'trace1')).toBe(false)
  })

  it('is joined by the answers to its events', async () => {
    await engine.publish()
    await engine.startProcessor()
    engine.startWorker()

    await appendEvents(engine.database.pool, [traced('v')])
    await engine.ended(1)

    const { rows } = await engine.database.pool.query(
      `select name from events where trace_id = 'trace1' and run_id is not null`,
    )
    expect(rows).toEqual([{ name: 'bedrock_ai_insight' }])
  })
})
