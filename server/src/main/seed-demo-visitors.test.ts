import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { preloaded } from '../features/attributes/preloaded.ts'
import {
  applyEvent,
  compileProfileRules,
  type VisitorState,
} from '../features/visitors/visitors.ts'
import { demoVisitors } from './seed-demo-visitors.ts'

type Payload = Readonly<Record<string, unknown>>

const payload = z.record(z.string(), z.unknown())
const text = readFileSync(new URL('../../../examples/retail/events.jsonl', import.meta.url), 'utf8')
const events = text.trim().split('\n').map((line) => payload.parse(JSON.parse(line))) // prettier-ignore
const hour = 3_600_000

const visitors = new Map<string, VisitorState>()
const timeOf = (event: Payload) => Number(event['tealium_timestamp_epoch']) * 1000

beforeAll(() => {
  const { attributes, audiences } = demoVisitors()
  const rules = compileProfileRules(
    '1',
    [...preloaded, ...attributes].map((one) => ({ steps: null, keep_days: null, ...one, id: one.name })), // prettier-ignore
    audiences.map((one) => ({ ...one, id: one.name })),
    (error) => {
      throw error
    },
  )
  for (const [index, event] of events.entries()) {
    const visitorId = String(event['tealium_visitor_id'])
    const arriving = { visitorId, eventId: `evt_${index}`, eventAt: timeOf(event), depth: 0, causes: [], payload: event } // prettier-ignore
    visitors.set(visitorId, applyEvent(visitors.get(visitorId), arriving, rules).state)
  }
})

/** What somebody would count by hand who had all events of one visitor. */
function counted(own: readonly Payload[]) {
  const named = (name: string) => own.filter((event) => event['tealium_event'] === name)
  const sum = (list: readonly Payload[], key: string) => list.reduce((total, event) => total + Number(event[key]), 0) // prettier-ignore
  const orders = named('purchase')
  const views = named('product_view')
  const returns = named('return_requested')
  const cart = own.findLast((event) => 'cart_total' in event || event['tealium_event'] === 'purchase') // prettier-ignore
  const changes = own.filter((event) => ['add_to_cart', 'remove_from_cart'].includes(String(event['tealium_event']))) // prettier-ignore
  const topics = named('newsletter_signup').flatMap((event) => event['newsletter_topics'])
  return {
    orders: orders.length === 0 ? undefined : orders.length,
    value: orders.length === 0 ? undefined : sum(orders, 'order_total'),
    lastOrder: orders.length === 0 ? undefined : timeOf(orders.at(-1) ?? {}),
    lastProduct: views.at(-1)?.['product_name'],
    categories: views.length === 0 ? undefined : Object.fromEntries(
      [...new Set(views.map((event) => String(event['product_category'])))].map((category) => [category, views.filter((event) => event['product_category'] === category).length]),
    ),
    cart: cart && (cart['tealium_event'] === 'purchase' ? 0 : cart['cart_total']),
    cartChanged: changes.length === 0 ? undefined : timeOf(changes.at(-1) ?? {}),
    topics: topics.length === 0 ? undefined : new Set(topics),
    refunded: returns.length === 0 ? undefined : sum(returns, 'refund_amount'),
    contacts: named('support_contact').length,
  } // prettier-ignore
}

function shown({ attributes }: VisitorState) {
  const contacts = attributes['support_contacts']
  const topics = attributes['newsletter_topics']
  return {
    orders: attributes['order_count'],
    value: attributes['lifetime_value'],
    lastOrder: attributes['last_order'],
    lastProduct: attributes['last_product_viewed'],
    categories: attributes['categories_viewed'],
    cart: attributes['cart_value'],
    cartChanged: attributes['cart_changed'],
    topics: Array.isArray(topics) ? new Set(topics) : undefined,
    refunded: attributes['refunded'],
    contacts: Array.isArray(contacts) ? contacts.length : 0,
  }
}

const byVisitor = () =>
  [...visitors].map(([id, state]) => ({
    state,
    last: state.lastEventAt,
    own: events.filter((event) => event['tealium_visitor_id'] === id),
  }))

describe('the week of the shop', () => {
  it('leaves each of 400 visitors as somebody would count by hand', () => {
    expect(visitors.size).toBe(400)
    for (const { state, own } of byVisitor()) {
      expect(shown(state)).toEqual(counted(own))
      expect(state.attributes['lifetime_event_count']).toBe(own.length)
    }
  })

  it('fills its audiences with whom they describe', () => {
    for (const { state, last, own } of byVisitor()) {
      const { orders = 0, value = 0, refunded = 0, topics, lastProduct, cart, cartChanged } = counted(own) // prettier-ignore
      const expected = {
        'Cart abandoners': Number(cart ?? 0) > 0 && cartChanged !== undefined && last - cartChanged >= hour, // prettier-ignore
        'High value': value >= 500,
        'At risk': orders > 0 && refunded > 0,
        'Likely to buy': false,
        'Newsletter readers': topics !== undefined,
        'Window shoppers': own.length >= 10 && lastProduct !== undefined && orders === 0,
      }
      const wanted = Object.entries(expected).flatMap(([name, isIn]) => (isIn ? [name] : []))
      expect(Object.keys(state.audiences).toSorted()).toEqual(wanted.toSorted())
    }
  })
})
