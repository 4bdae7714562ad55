import { definition, newFeed } from '@outcrop/contract'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { eventLines } from './event-lines.ts'
import { shopWeek, visitors, weekStart, type ShopEvent } from './story.ts'

const here = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const json = (name: string): unknown => JSON.parse(here(name))

const events = shopWeek(5000)
const byVisitor = new Map<string, ShopEvent[]>()
for (const event of events) {
  const week = byVisitor.get(event.tealium_visitor_id)
  if (week) week.push(event)
  else byVisitor.set(event.tealium_visitor_id, [event])
}
const named = (name: string) => events.filter(({ tealium_event }) => tealium_event === name)
const textIn = (event: ShopEvent, key: string) => String(event[key])
const numberIn = (event: ShopEvent, key: string) => Number(event[key])
const textsIn = (event: ShopEvent, key: string) => [event[key] ?? []].flat().map(String)

describe('events.jsonl', () => {
  it('is what the script writes, byte for byte', () => {
    expect(eventLines(5000) === here('events.jsonl')).toBe(true)
  })

  it('holds 5,000 events of 400 visitors within one week, in order', () => {
    const times = events.map(({ tealium_timestamp_epoch }) => tealium_timestamp_epoch)
    expect(events).toHaveLength(5000)
    expect(byVisitor.size).toBe(visitors)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(weekStart)
    expect(times.at(-1)).toBeLessThan(weekStart + 7 * 86_400)
  })

  it('can be collected: no key with a period, no number that loses digits', () => {
    const entries = events.flatMap((event) => Object.entries(event))
    const numbers = entries.map(([, value]) => value).filter((value) => typeof value === 'number')
    expect(entries.filter(([key]) => !/^[a-z_]+$/.test(key))).toEqual([])
    expect(numbers.filter((number) => Math.abs(number) > Number.MAX_SAFE_INTEGER)).toEqual([])
  })

  it('tells every kind of event, in several languages', () => {
    const names = new Set(events.map(({ tealium_event }) => tealium_event))
    expect([...names].toSorted()).toEqual([
      'add_to_cart', 'checkout_started', 'newsletter_signup', 'page_view', 'product_view', 'purchase',
      'remove_from_cart', 'return_requested', 'search', 'support_contact',
    ]) // prettier-ignore
    expect(new Set(named('support_contact').map(({ language }) => language))).toEqual(
      new Set(['en', 'de', 'fr']),
    )
    expect(named('search').some(({ search_results }) => search_results === 0)).toBe(true)
  })

  it('has one visitor who tries to give orders to the model', () => {
    const attempts = events.filter((event) =>
      /ignore your instructions/i.test(JSON.stringify(event)),
    )
    expect(attempts.map(({ tealium_event }) => tealium_event).toSorted()).toEqual([
      'checkout_started',
      'support_contact',
    ])
    expect(new Set(attempts.map(({ tealium_visitor_id }) => tealium_visitor_id)).size).toBe(1)
  })
})

describe('each visitor', () => {
  it('puts only into the cart what was viewed, and the cart adds up', () => {
    for (const week of byVisitor.values()) {
      const viewed = new Map<string, number>()
      const cart = new Map<string, number>()
      for (const event of week) {
        const { tealium_event: name } = event
        if (name === 'product_view')
          viewed.set(textIn(event, 'product_id'), numberIn(event, 'product_price'))
        if (name === 'add_to_cart') {
          const id = textIn(event, 'product_id')
          expect(viewed.get(id)).toBe(event['product_price'])
          cart.set(id, (cart.get(id) ?? 0) + numberIn(event, 'quantity'))
        }
        if (name === 'remove_from_cart') {
          const id = textIn(event, 'product_id')
          expect(cart.get(id)).toBe(event['quantity'])
          cart.delete(id)
        }
        if ('cart_total' in event) {
          const cents = [...cart].reduce(
            (sum, [id, count]) => sum + Math.round((viewed.get(id) ?? 0) * 100) * count,
            0,
          )
          expect(Math.round(numberIn(event, 'cart_total') * 100)).toBe(cents)
        }
        if (name === 'checkout_started')
          expect(textsIn(event, 'cart_product_ids')).toEqual([...cart.keys()])
        if (name === 'purchase') {
          expect(textsIn(event, 'product_ids')).toEqual([...cart.keys()])
          cart.clear()
        }
      }
    }
  })

  it('starts a checkout right before each order', () => {
    for (const week of byVisitor.values()) {
      for (const [index, event] of week.entries()) {
        if (event.tealium_event !== 'purchase') continue
        const before = week[index - 1]
        expect(before?.tealium_event).toBe('checkout_started')
        expect(before?.['cart_total']).toBe(event['order_total'])
      }
    }
  })

  it('sends back only what was ordered before, each order once', () => {
    for (const week of byVisitor.values()) {
      const orders = new Map<string, string[]>()
      for (const event of week) {
        if (event.tealium_event === 'purchase')
          orders.set(textIn(event, 'order_id'), textsIn(event, 'product_ids'))
        if (event.tealium_event !== 'return_requested') continue
        expect(orders.get(textIn(event, 'order_id'))).toContain(event['product_id'])
        orders.delete(textIn(event, 'order_id'))
      }
    }
  })

  it('counts its orders and visits upwards, and many only look around', () => {
    for (const week of byVisitor.values()) {
      const visits = week
        .filter(({ page_type }) => page_type === 'home')
        .map((event) => numberIn(event, 'visit_count'))
      expect(visits).toEqual(visits.map((_, index) => (visits[0] ?? 0) + index))
    }
    const onlookers = [...byVisitor.values()].filter(
      (week) => !week.some((event) => event.tealium_event === 'add_to_cart'),
    )
    expect(onlookers.length).toBeGreaterThan(80)
    expect(onlookers.length).toBeLessThan(240)
  })

  it('has order numbers of its own', () => {
    const numbers = named('purchase').map((event) => textIn(event, 'order_id'))
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})

describe('the automation beside it', () => {
  it('is a definition that the API takes, with placeholders for ids', () => {
    const document = definition.parse(json('conversion-score.json'))
    expect(document.trigger).toEqual({ type: 'event', feed_id: `fed_${'0'.repeat(32)}` })
    expect(document.steps[0]?.input['provider_id']).toBe(`prv_${'0'.repeat(32)}`)
  })

  it('starts on 1,000 to 1,300 of the events', () => {
    const feed = newFeed.omit({ stream_id: true }).parse(json('feed.json'))
    expect(feed.condition).toEqual({
      attribute: 'tealium_event',
      operator: 'in_list',
      value: ['add_to_cart', 'checkout_started'],
    })
    const matching = named('add_to_cart').length + named('checkout_started').length
    expect(matching).toBeGreaterThan(1000)
    expect(matching).toBeLessThan(1300)
  })
})
