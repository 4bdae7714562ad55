import type { Run, Step, Visitor } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../kernel/id.ts'
import { startDemoServer, type DemoServer } from './testing/demo-server.ts'
import { until } from '../testing/until.ts'

let demo: DemoServer
beforeAll(async () => {
  demo = await startDemoServer()
})
afterAll(() => demo.stop())

const visitor_id = 'v-of-three-actions'

const visitorWith = (attribute: string) =>
  until(async (): Promise<Visitor | undefined> => {
    const params = { stream_id: demo.streamId, visitor_id }
    const visitor = await demo.client.getVisitor({ params }).catch(() => undefined)
    return visitor?.attributes[attribute] === undefined ? undefined : visitor
  })

const namesOf = (runs: readonly Run[]) => runs.map(({ automation }) => automation.name).toSorted()

it('scores an order on its way, chooses an offer when a customer is at risk, and sums up the visit of a good one', async () => {
  const send = (tealium_event: string, more: object = {}) =>
    demo.send({ tealium_event, tealium_visitor_id: visitor_id, ...more })

  await send('product_view', { product_name: 'Dry Bag 10 L', product_category: 'packs' })
  await send('checkout_started', { cart_total: 640 })
  expect((await visitorWith('visitor_score')).attributes['visitor_score']).toBeTypeOf('number')

  await send('purchase', { order_total: 640 })
  await send('return_requested', { refund_amount: 40 })
  const offered = await visitorWith('next_best_offer')
  expect(['voucher', 'free_shipping', 'size_advice', 'early_access']).toContain(offered.attributes['next_best_offer']) // prettier-ignore
  expect(offered.audiences.map(({ name }) => name)).toEqual(expect.arrayContaining(['At risk', 'High value'])) // prettier-ignore

  await send('page_view', { kill_visitor_session: true })
  const summed = await visitorWith('last_visit_summary')
  expect(summed.attributes['last_visit_summary']).toMatch(/\w{3}/)

  const { items } = await demo.client.listRuns({ query: { visitor_id } })
  expect(namesOf(items)).toEqual(['Conversion score', 'Next best offer', 'Visit summary'])
  expect(items.every(({ state }) => state === 'succeeded')).toBe(true)
})

describe('a step shown on a visitor', () => {
  const stepOf = async (name: string): Promise<Step> => {
    const { items } = await demo.client.listAutomations({ query: {} })
    const [step] = items.find((one) => one.name === name)?.draft.steps ?? []
    if (!step) throw new Error(`There is no automation "${name}".`)
    return step
  }
  const on = (id: string, stream_id = demo.streamId) => ({ stream_id, visitor_id: id })

  it('is rendered with what the visitor is like now, and can be tried', async () => {
    const step = await stepOf('Next best offer')
    const preview = await demo.client.previewStep({ body: { step, ...on(visitor_id) } })
    expect(preview.variables).toEqual(
      expect.arrayContaining([
        { name: 'tealium_visitor_id', value: visitor_id },
        { name: 'tealium_account', value: 'demo' },
        { name: 'favorite_category', value: 'packs' },
      ]),
    )
    expect(JSON.stringify(preview.request)).toContain('Dry Bag 10 L')
    const attempt = await demo.client.tryStep({ body: { step, ...on(visitor_id) } })
    expect(attempt).toMatchObject({ stage: 'parsed', parsed: { tealium_event: 'next_best_offer' } })
  })

  it.each([
    ['a visitor nobody knows', () => on('nobody'), 'There is no visitor "nobody" in the stream demo/shop.'],
    ['a stream that is not there', () => on(visitor_id, newId('stream')), 'There is no stream'],
    ['no stream', () => ({ visitor_id }), 'Say in which stream'],
    ['an event as well', () => ({ ...on(visitor_id), event_id: newId('event') }), 'an event or a visitor, not both'],
  ])('is refused with %s', async (_name, sample, reason) => {
    const step = await stepOf('Next best offer')
    await expect(demo.client.previewStep({ body: { step, ...sample() } })).rejects.toThrow(reason)
  }) // prettier-ignore
})
