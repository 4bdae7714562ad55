import { readFileSync } from 'node:fs'
import { z } from 'zod'

const event = z.record(z.string(), z.unknown())
export type RetailEvent = z.infer<typeof event>

const file = new URL('../../examples/retail/events.jsonl', import.meta.url)
const feedFile = new URL('../../examples/retail/feed.json', import.meta.url)
const feed = z.object({
  condition: z.object({
    attribute: z.string(),
    operator: z.literal('in_list'),
    value: z.array(z.string()),
  }),
})

/** A week of events of the demo stream, in order. */
export function retailEvents(): RetailEvent[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => event.parse(JSON.parse(line)))
}

/**
 * Whether the demo's score starts on an event. Its other actions need a visitor who has ordered, and
 * one who sent something back or has been quiet for half an hour: events of the feed alone start none.
 */
export function inDemoFeed(): (event: RetailEvent) => boolean {
  const { condition } = feed.parse(JSON.parse(readFileSync(feedFile, 'utf8')))
  const { attribute, value } = condition
  return (event) => value.includes(String(event[attribute]))
}

/** Events of about 400 bytes each, as many as wanted; each of a visitor of its own. */
export function usualEvents(count: number): RetailEvent[] {
  const usual = retailEvents().filter((one) => {
    const { length } = JSON.stringify(one)
    return length >= 380 && length <= 430
  })
  return Array.from({ length: count }, (_, index) => ({
    ...usual[index % usual.length],
    tealium_visitor_id: `visitor-${index}`,
  }))
}

/** Events of the shop in their order, as many as wanted, spread over so many visitors. */
export function shopEvents(count: number, visitors: number): RetailEvent[] {
  const all = retailEvents()
  return Array.from({ length: count }, (_, index) => ({
    ...all[index % all.length],
    // A prime, so that neighbours are of different visitors and each gets all kinds of events.
    tealium_visitor_id: `visitor-${(index * 7919) % visitors}`,
  }))
}
