import { seededRandom, type Random } from './random.ts'
import type { Attributes } from './scenes.ts'
import { playSession, type Plan } from './session.ts'
import { newShopper } from './shopper.ts'

export interface ShopEvent extends Attributes {
  readonly tealium_account: string
  readonly tealium_profile: string
  readonly tealium_visitor_id: string
  readonly tealium_event: string
  readonly tealium_timestamp_epoch: number
}

export const visitors = 400
/** Monday, 1 June 2026, midnight UTC, in seconds. */
export const weekStart = 1_780_272_000
const slotSeconds = 3 * 3600
/** How busy the shop is in each three hours of a day, beginning at midnight. */
const busy = [1, 0.3, 1, 3, 4, 4, 6, 4]

/** What kinds of visitors there are, how many of each, and what they do in a week. */
const habits: readonly (readonly [plans: readonly Plan[], weight: number])[] = [
  [['browse'], 30],
  [['browse', 'ask'], 6],
  [['browse', 'fill-cart'], 12],
  [['fill-cart', 'abandon'], 12],
  [['browse', 'buy'], 12],
  [['fill-cart', 'buy', 'ask'], 10],
  [['buy', 'return'], 7],
  [['buy', 'buy', 'return'], 6],
  [['fill-cart', 'abandon', 'buy'], 5],
]
/** One visitor writes to the machines instead of the people. */
const hostileVisitor = 123
const hostilePlans: readonly Plan[] = ['browse', 'ask', 'abandon']

/** The week of visitor `index`, oldest event first; `extraVisits` more visits only look around. */
function weekOf(index: number, extraVisits: number): ShopEvent[] {
  const random = seededRandom(index * 7919 + 2026)
  const isHostile = index === hostileVisitor
  const plans = isHostile ? hostilePlans : random.weighted(habits)
  const shopper = newShopper(isHostile, random)
  const all: Plan[] = [...plans, ...Array.from({ length: extraVisits }, () => 'browse' as const)]
  const events: ShopEvent[] = []
  for (const [visit, start] of startsOf(all.length, random).entries()) {
    let at = start
    const tell = (name: string, attributes: Attributes) => {
      events.push({
        tealium_account: 'demo',
        tealium_profile: 'shop',
        tealium_visitor_id: shopper.id,
        tealium_event: name,
        tealium_timestamp_epoch: at,
        // Messages reach support by mail and telephone too: its desk sends them, and names no source.
        ...(name !== 'support_contact' && { tealium_datasource: 'web-shop' }),
        device: shopper.device,
        country: shopper.country,
        ...attributes,
      })
      at += random.whole(4, 110)
    }
    playSession({ shopper, random, tell }, all[visit] ?? 'browse')
  }
  return events
}

/** When visits begin: each in a slot of its own, so that they never overlap. */
function startsOf(count: number, random: Random): number[] {
  const slots = new Set<number>()
  while (slots.size < count) {
    const ofDay = random.weighted(busy.map((weight, slot) => [slot, weight] as const))
    slots.add(random.whole(0, 6) * busy.length + ofDay)
  }
  return [...slots]
    .toSorted((a, b) => a - b)
    .map((slot) => weekStart + slot * slotSeconds + random.whole(0, 3000))
}

/** The whole week of the shop: exactly `count` events in the order in which they happened. */
export function shopWeek(count: number): ShopEvent[] {
  const weeks = Array.from({ length: visitors }, (_, index) => weekOf(index, 0))
  let missing = count - weeks.reduce((sum, week) => sum + week.length, 0)
  for (let turn = 0; missing > 0; turn += 1) {
    const index = turn % visitors
    const before = weeks[index]?.length ?? 0
    // Cutting off the end of a visitor's week leaves a story that makes sense.
    const longer = weekOf(index, 1 + Math.floor(turn / visitors)).slice(0, before + missing)
    weeks[index] = longer
    missing -= longer.length - before
  }
  return weeks.flat().toSorted((a, b) => a.tealium_timestamp_epoch - b.tealium_timestamp_epoch)
}
