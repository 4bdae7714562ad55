import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../testing/until.ts'
import { startDemoServer, type DemoServer } from './testing/demo-server.ts'

let demo: DemoServer
beforeAll(async () => {
  demo = await startDemoServer()
})
afterAll(() => demo.stop())

const send = (visitor: string, name: string) =>
  demo.send({ tealium_event: name, tealium_visitor_id: visitor })

const heldOf = async (visitor_id: string) =>
  (await demo.client.listHeld({ query: { stream_id: demo.streamId, visitor_id } })).items

it('an event that waits for somebody is seen, retried when it was mended, or dropped; the audit log knows both', async () => {
  const { client, database, streamId: stream_id } = demo
  await send('v1', 'page_view')
  const state = await until(async () => (await database.pool.query<{ state: string }>(`select state from visitors where id = 'v1'`)).rows[0]?.state) // prettier-ignore
  await database.pool.query(`update visitors set state = '{"createdAt":' where id = 'v1'`)
  await send('v1', 'first')
  await send('v1', 'second')
  const [second, first] = await until(async () => {
    const items = await heldOf('v1')
    return items.length === 2 ? items : undefined
  })
  expect([first, second].map((one) => one?.event?.name)).toEqual(['first', 'second'])
  expect(first?.problem.code).toBe('visitor-broken')
  const exported = await client.exportVisitor({ params: { stream_id, visitor_id: 'v1' } })
  expect(exported).toMatchObject({ visitor: null, stored: null, unreadable: { text: '{"createdAt":', reason: expect.stringContaining('it is no JSON object') } }) // prettier-ignore

  await client.dropHeld({ params: { id: first?.id ?? '' } })
  await database.pool.query(`update visitors set state = $1 where id = 'v1'`, [state])
  // As after many tries: without being asked it would wait.
  await database.pool.query(`update held_events set not_before = now() + interval '1 h'`)
  await client.retryHeld({ params: { id: second?.id ?? '' } })
  await until(async () => (await heldOf('v1')).length === 0)
  const visitor = await client.getVisitor({ params: { stream_id, visitor_id: 'v1' } })
  expect(visitor.events).toBe(2)
  const audit = (await client.listAudit({ query: {} })).items.filter(({ action }) => action.startsWith('held')) // prettier-ignore
  expect(audit.map(({ action, subject }) => [action, subject])).toEqual([['held.retried', second?.id], ['held.dropped', first?.id]]) // prettier-ignore
})
