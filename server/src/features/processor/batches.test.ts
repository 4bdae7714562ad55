import { afterEach, beforeEach, expect, it } from 'vitest'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { listVisitors } from '../visitors/testing/stored-visitors.ts'

const visitors = 60
const eventsEach = 50

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
  await storeAttribute(engine.database.pool, engine.organizationId, {
    stream_id: engine.streamId,
    name: 'numbers',
    scope: 'visitor',
    type: 'number_array',
    enrichments: [{ change: { kind: 'add', value: { scope: 'event', attribute: 'number' } } }],
  })
})
afterEach(() => engine.close())

/** More than one batch of each processor, and enough for two transactions at once. */
const collectAll = () =>
  appendEvents(
    engine.database.pool,
    Array.from({ length: visitors * eventsEach }, (_, index) =>
      newEvent({
        organizationId: engine.organizationId,
        streamId: engine.streamId,
        name: 'view',
        visitorId: `v${index % visitors}`,
        traceId: null,
        payload: JSON.stringify({ number: Math.floor(index / visitors) }),
        cause: null,
      }),
    ),
  )

async function numbersOfAll(): Promise<unknown[]> {
  const page = { limit: 1000, streamId: engine.streamId }
  for (;;) {
    const all = await listVisitors(engine.database.pool, engine.organizationId, page)
    const applied = all.reduce((sum, { state }) => sum + state.events, 0)
    if (applied >= visitors * eventsEach) return all.map(({ state }) => state.attributes['numbers'])
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const everyNumberOnceInOrder = Array.from({ length: visitors }, () =>
  Array.from({ length: eventsEach }, (_, number) => number),
)

it('applies the events of each visitor in their order while the next ones are read', async () => {
  await collectAll()
  await engine.startProcessor({ maxEvents: 250 })
  expect(await numbersOfAll()).toEqual(everyNumberOnceInOrder)
})

it('applies each event once, whoever takes shards away meanwhile', async () => {
  await collectAll()
  await engine.startProcessor({ leaseS: 1, maxEvents: 250 })
  await engine.startProcessor({ leaseS: 1, maxEvents: 250 })
  for (let turn = 0; turn < 6; turn += 1) {
    await engine.database.pool.query(
      `update shards set owner = 'someone', fence = fence + 1, lease_until = now() where shard % 3 = $1`,
      [turn % 3],
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(await numbersOfAll()).toEqual(everyNumberOnceInOrder)
})

it('writes down how far it came when it stops, so that nothing is applied again', async () => {
  await collectAll()
  const first = await engine.startProcessor({ maxEvents: 250 })
  await first.stop()
  await engine.startProcessor({ maxEvents: 250 })
  expect(await numbersOfAll()).toEqual(everyNumberOnceInOrder)
})
