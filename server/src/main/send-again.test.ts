import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemoServer, type DemoServer } from './testing/demo-server.ts'
import { until } from '../testing/until.ts'

let demo: DemoServer
beforeAll(async () => {
  demo = await startDemoServer()
})
afterAll(() => demo.stop())

const startTrace = () => demo.client.startTrace({ body: { stream_id: demo.streamId } })
const eventsOf = async (trace_id: string) =>
  (await demo.client.listEvents({ query: { trace_id } })).items.toReversed()
const linesOf = (id: string) =>
  until(async () => {
    const { lines } = await demo.client.getTrace({ params: { id } })
    return lines.some(({ text }) => text.startsWith('Action Succeeded')) ? lines : undefined
  })

it('sends the events of a trace again as new ones, in a trace of their own, and no answers', async () => {
  const { id } = await startTrace()
  const event = { tealium_visitor_id: 'v1', tealium_trace_id: id, 'cp.trace_id': id }
  // Processes learn of a new trace a moment after it has started.
  await until(async () => {
    await demo.send({ ...event, tealium_event: 'page_view' })
    return (await eventsOf(id)).length > 0 || undefined
  })
  await demo.send({ ...event, tealium_event: 'add_to_cart', product_name: 'Kettle' })
  await linesOf(id)
  const recorded = (await eventsOf(id)).filter(({ caused_by }) => !caused_by)

  const again = await demo.client.sendTraceAgain({ params: { id } })

  expect(again.id).not.toBe(id)
  expect((await linesOf(again.id)).map(({ text }) => text)).toContain('2 Feeds Matched')
  const sent = (await eventsOf(again.id)).filter(({ caused_by }) => !caused_by)
  const plain = ({ name, visitor_id, payload }: (typeof sent)[number]) => ({
    name,
    visitor_id,
    payload: { ...payload, tealium_trace_id: again.id, 'cp.trace_id': undefined },
  })
  expect(sent.map(plain)).toEqual(recorded.map(plain))
  expect(sent.every(({ payload }) => payload['tealium_trace_id'] === again.id && !('cp.trace_id' in payload))).toBe(true) // prettier-ignore
})

it('refuses a trace of which nothing was collected', async () => {
  const { id } = await startTrace()
  await expect(demo.client.sendTraceAgain({ params: { id } })).rejects.toThrow('no event to send again') // prettier-ignore
})
