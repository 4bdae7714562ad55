import { newFeed } from '@outcrop/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeDataSource } from '../data-sources/testing/store-data-source.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { storeSpecification } from '../specifications/testing/store-specification.ts'
import { createFeed } from '../streams/streams.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const attributes = [
  { name: 'order_total', type: 'number' as const },
  { name: 'coupon', type: 'string' as const, required: false },
]
const specify = (name = 'purchase') =>
  storeSpecification(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name, attributes }) // prettier-ignore

const send = (parts: Record<string, unknown>, visitor = 'v') =>
  engine.collect({ tealium_event: 'purchase', tealium_visitor_id: visitor, ...parts })

async function rowsOf<Row>(text: string): Promise<Row[]> {
  return (await engine.database.pool.query<Row>(text)).rows
}

async function processed(count: number): Promise<void> {
  const text = 'select coalesce(sum(events), 0)::int as events from usage_hours'
  while ((await rowsOf<{ events: number }>(text))[0]?.events !== count) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const volumes = () =>
  rowsOf('select subject, sum(events)::int as events from event_volumes group by 1 order by 1')

it('counts how events keep to their specification, and starts what they start all the same', async () => {
  const id = await specify()
  await engine.publish()
  await engine.startProcessor()
  await send({ order_total: 1 })
  await send({ order_total: '2', coupon: 'X' })
  await send({ order_total: 3, colour: 'red' })
  await send({ order_total: 'much' })
  await send({})
  await engine.collect({ tealium_event: 'view', order_total: 'much' })
  await engine.collect({})
  await processed(7)

  expect(await volumes()).toEqual([
    { subject: `${id}:invalid`, events: 2 },
    { subject: `${id}:valid`, events: 2 },
    { subject: `${id}:warn`, events: 1 },
  ])
  expect(await engine.runs()).toHaveLength(7)
})

it('counts each event once, whoever owns its shard meanwhile', async () => {
  const id = await specify()
  await engine.startProcessor({ leaseS: 1 })
  await engine.startProcessor({ leaseS: 1 })
  for (let visitor = 0; visitor < 40; visitor += 1) {
    await send({ order_total: visitor % 4 === 0 ? 'much' : 1 }, `v${visitor}`)
    if (visitor % 15 !== 7) continue
    await engine.database.pool.query(
      `update shards set owner = 'someone', fence = fence + 1, lease_until = now() + interval '0.2 s' where shard % 2 = 0`,
    )
  }
  await processed(40)
  expect(await volumes()).toEqual([
    { subject: `${id}:invalid`, events: 10 },
    { subject: `${id}:valid`, events: 30 },
  ])
})

it('judges later events by what has changed', async () => {
  const id = await specify()
  await engine.startProcessor()
  await send({ order_total: 1, colour: 'red' })
  await processed(1)
  await engine.database.pool.query('update specifications set allow_others = true')
  // The rules are read anew soon after; until then events count as before.
  let sent = 1
  const counted = async () => JSON.stringify(await volumes())
  while (!(await counted()).includes('valid')) {
    await send({ order_total: 1, colour: 'red' })
    await processed((sent += 1))
  }
  expect(await volumes()).toContainEqual({ subject: `${id}:valid`, events: 1 })
})

it('tells a trace how an event was judged, and nothing where there is no specification', async () => {
  const { pool } = engine.database
  await pool.query(
    `insert into traces (id, organization_id, stream_id, expires_at) values ('trace1', $1, $2, now() + interval '1 day')`,
    [engine.organizationId, engine.streamId],
  )
  const traced = (name: string, payload: object) =>
    newEvent({ organizationId: engine.organizationId, streamId: engine.streamId, name, visitorId: null, traceId: 'trace1', payload: JSON.stringify(payload), cause: null }) // prettier-ignore
  const lines = async () => {
    const notes = await rowsOf<{ lines: { group: string }[] }>('select lines from event_notes order by event_id') // prettier-ignore
    return notes.flatMap((note) => note.lines.filter(({ group }) => group === 'spec'))
  }
  const processor = await engine.startProcessor()
  await appendEvents(pool, [traced('purchase', {})])
  await processed(1)
  expect(await lines()).toEqual([])

  await specify()
  await processor.reloadRules()
  await appendEvents(pool, [
    traced('purchase', { order_total: 1 }),
    traced('purchase', { order_total: 'much', colour: 'red' }),
    traced('view', {}),
  ])
  await processed(4)
  expect(await lines()).toEqual([
    { group: 'spec', text: 'Received Event with Specification: purchase (valid)' },
    {
      group: 'spec',
      text: 'Received Event with Specification: purchase (invalid)',
      detail: { findings: ['order_total is not a number', 'colour is not listed'] },
    },
    { group: 'spec', text: 'Received Event without Specification' },
  ])
})

describe('a feed that asks for more than a condition', () => {
  const startsOn = async (asks: object) => {
    const { pool } = engine.database
    const all = { name: 'Asking', condition: { all: [] } }
    const feed = newFeed.parse({ ...all, stream_id: engine.streamId, ...asks })
    const { id: feed_id } = await createFeed(pool, engine.organizationId, feed)
    await engine.publish({ definition: { trigger: { type: 'event', feed_id } } })
    await engine.startProcessor()
  }
  const startedBy = async () => {
    const started = new Set((await engine.runs()).map(({ event_id }) => event_id))
    return sent.map(({ id }) => started.has(id))
  }
  let sent: { readonly id: string }[]
  const sendAll = async () => {
    sent = [
      await send({ order_total: 1, tealium_datasource: 'webshop' }),
      await send({ order_total: 'much' }),
      await engine.collect({ tealium_event: 'view', order_total: 2, tealium_datasource: 'kiosk' }),
      await engine.collect({ tealium_event: 'refund' }),
    ]
    await processed(4)
  }

  it.each<[string, string[], boolean[]]>([
    ['are invalid', ['invalid'], [false, true, false, false]],
    ['are valid, or of no specification', ['valid', 'none'], [true, false, true, true]],
  ])('starts on events that %s', async (_words, verdicts, starts) => {
    await specify()
    await specify('view')
    await startsOn({ verdicts })
    await sendAll()
    expect(await startedBy()).toEqual(starts)
  })

  it('starts on events of a specification that are judged so', async () => {
    const specification_id = await specify()
    await startsOn({ specification_id, verdicts: ['valid', 'warn'] })
    await sendAll()
    expect(await startedBy()).toEqual([true, false, false, false])
  })

  it('starts on events of a data source', async () => {
    const { database, organizationId, streamId } = engine
    const source = { stream_id: streamId, name: 'Shop', key: 'webshop' }
    await startsOn({ data_source_id: await storeDataSource(database.pool, organizationId, source) })
    await sendAll()
    expect(await startedBy()).toEqual([true, false, false, false])
  })
})
