import { afterEach, beforeEach, expect, it } from 'vitest'
import { storeDataSource } from '../data-sources/testing/store-data-source.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const from = (key: unknown, visitor = 'v') =>
  engine.collect({ tealium_event: 'view', tealium_visitor_id: visitor, tealium_datasource: key })

const shop = (key: string) =>
  storeDataSource(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name: key, key }) // prettier-ignore

async function rowsOf<Row>(text: string): Promise<Row[]> {
  return (await engine.database.pool.query<Row>(text)).rows
}

/** Resolves when the stream has counted so many events. */
async function processed(count: number): Promise<void> {
  const text = 'select coalesce(sum(events), 0)::int as events from usage_hours'
  while ((await rowsOf<{ events: number }>(text))[0]?.events !== count) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const volumes = () =>
  rowsOf('select subject, sum(events)::int as events, max(last_at) as last_at from event_volumes group by 1 order by 1') // prettier-ignore
const unknown = () => rowsOf('select key, events::int from unknown_sources order by key')

it('counts each event for the source whose key it carries, and unknown keys as such', async () => {
  const source = await shop('webshop')
  await engine.startProcessor()
  await from('webshop', 'v1')
  const last = await from('webshop', 'v2')
  await from('kiosk')
  await from('kiosk')
  await from(17)
  await from('')
  const unnamed = await engine.collect({ tealium_event: 'view' })
  await processed(7)

  expect(await volumes()).toEqual([
    { subject: 'none', events: 2, last_at: unnamed.receivedAt },
    { subject: source, events: 2, last_at: last.receivedAt },
  ])
  expect(await unknown()).toEqual([
    { key: '17', events: 1 },
    { key: 'kiosk', events: 2 },
  ])
})

it('keeps nothing for events that name no source, where there is none', async () => {
  await engine.startProcessor()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })
  await processed(1)
  expect([...(await volumes()), ...(await unknown())]).toEqual([])
})

it('counts each event once, whoever owns its shard meanwhile', async () => {
  const source = await shop('webshop')
  await engine.startProcessor({ leaseS: 1 })
  await engine.startProcessor({ leaseS: 1 })
  for (let visitor = 0; visitor < 40; visitor += 1) {
    await from(visitor % 2 === 0 ? 'webshop' : 'kiosk', `v${visitor}`)
    if (visitor % 15 !== 7) continue
    await engine.database.pool.query(
      `update shards set owner = 'someone', fence = fence + 1, lease_until = now() + interval '0.2 s' where shard % 2 = 0`,
    )
  }
  await processed(40)
  expect(await volumes()).toMatchObject([{ subject: source, events: 20 }])
  expect(await unknown()).toEqual([{ key: 'kiosk', events: 20 }])
})

it('keeps a hundred unknown keys of a stream, and goes on counting those', async () => {
  await engine.startProcessor()
  const payload = (key: string) => ({ tealium_event: 'view', tealium_datasource: key })
  const events = (keys: readonly string[]) =>
    keys.map(
      (key) =>
      newEvent({ organizationId: engine.organizationId, streamId: engine.streamId, name: 'view', visitorId: null, traceId: null, payload: JSON.stringify(payload(key)), cause: null }), // prettier-ignore
    )
  const keys = Array.from({ length: 130 }, (_, index) => `key-${1000 + index}`)
  await appendEvents(engine.database.pool, events(keys))
  await processed(130)
  expect(await unknown()).toHaveLength(100)

  const [kept] = await rowsOf<{ key: string }>('select key from unknown_sources limit 1')
  await appendEvents(engine.database.pool, events([kept?.key ?? '', 'another']))
  await processed(132)
  expect(await unknown()).toHaveLength(100)
  expect(await unknown()).toContainEqual({ key: kept?.key, events: 2 })
})

it('tells a trace where an event came from', async () => {
  await shop('webshop')
  const { pool } = engine.database
  await pool.query(
    `insert into traces (id, organization_id, stream_id, expires_at) values ('trace1', $1, $2, now() + interval '1 day')`,
    [engine.organizationId, engine.streamId],
  )
  await engine.startProcessor()
  const traced = ['webshop', 'kiosk'].map(
    (key) =>
    newEvent({ organizationId: engine.organizationId, streamId: engine.streamId, name: 'view', visitorId: null, traceId: 'trace1', payload: JSON.stringify({ tealium_datasource: key }), cause: null }), // prettier-ignore
  )
  await appendEvents(pool, traced)
  await processed(2)
  const notes = await rowsOf<{ lines: { text: string; detail: object }[] }>('select lines from event_notes order by event_id') // prettier-ignore
  expect(notes.map(({ lines }) => lines[0])).toEqual([
    { group: 'event', text: 'Data Source: webshop', detail: { key: 'webshop' } },
    { group: 'event', text: 'Unknown Data Source', detail: { key: 'kiosk' } },
  ])
})
