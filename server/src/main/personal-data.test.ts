import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemoServer, type DemoServer } from './testing/demo-server.ts'
import { until } from '../testing/until.ts'

let demo: DemoServer
beforeAll(async () => {
  demo = await startDemoServer()
})
afterAll(() => demo.stop())

it('what is kept of a visitor is one document, and then nothing: only the record of it, without a name', async () => {
  const { client } = demo
  const visitor_id = 'visitor/ä@example.com'
  const params = { stream_id: demo.streamId, visitor_id }
  await demo.send({ tealium_event: 'add_to_cart', tealium_visitor_id: visitor_id, product_name: 'Kettle' }) // prettier-ignore
  const kept = await until(async () => {
    const found = await client.exportVisitor({ params })
    const { events, runs, visitor } = found
    const isWhole = runs.length > 0 && runs.every(({ finished_at }) => finished_at !== null)
    return isWhole && events.length >= 2 && visitor?.events === events.length ? found : undefined
  })
  expect(kept).toMatchObject({ visitor: { id: visitor_id }, stored: { events: kept.events.length }, unreadable: null }) // prettier-ignore
  expect(kept.events[0]).toMatchObject({ visitor_id, name: 'add_to_cart' })
  const [attempt] = kept.runs[0]?.steps[0]?.attempts ?? []
  expect(attempt).toMatchObject({ stage: 'delivered' })
  expect(attempt?.raw).not.toBeNull()

  const { id } = await client.eraseVisitor({ params })
  const erasure = await until(async () => {
    const found = await client.getErasure({ params: { id } })
    return found.done_at === null ? undefined : found
  })

  const { events, runs } = kept
  expect(erasure).toMatchObject({ phase: 'done', progress: 1, events: events.length, runs: runs.length }) // prettier-ignore
  expect(await client.exportVisitor({ params })).toMatchObject({ visitor: null, stored: null, delays: [], events: [], runs: [] }) // prettier-ignore
  const entry = (await client.listAudit({ query: {} })).items.find(({ subject }) => subject === id)
  expect(entry).toMatchObject({ action: 'visitor.erased', changes: {} })
  expect((await client.listErasures({ query: {} })).items).toContainEqual(erasure)
})
