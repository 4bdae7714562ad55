import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchBytes, bodyOf, createBatcher, type Batch } from './batcher.ts'
import { maxBodyBytes, type OutgoingEvent } from './outgoing-event.ts'

const visitors = fc.option(fc.constantFrom('ann', 'bob', 'cem', 'dee', 'eve'), { nil: null })
const texts = fc.string({ maxLength: 30 }).map((text) => JSON.stringify({ text }))
const inputs = fc
  .array(fc.record({ visitor: visitors, text: texts }), { maxLength: 60 })
  .map((items) => items.map((item, index) => ({ ...item, line: index + 1, number: index + 1 })))
const sizes = fc.record({
  events: fc.integer({ min: 1, max: 7 }),
  bytes: fc.integer({ min: 40, max: 200 }),
})
const laneCounts = fc.integer({ min: 1, max: 5 })

function batchesOf(
  events: readonly OutgoingEvent[],
  lanes: number,
  size: { events: number; bytes: number },
): Batch[] {
  const batcher = createBatcher(lanes, size)
  return [...events.flatMap((event) => batcher.add(event)), ...batcher.end()]
}

describe('createBatcher', () => {
  it('puts each event into exactly one batch, within the limits, numbered from 1', () => {
    fc.assert(
      fc.property(inputs, laneCounts, sizes, (events, lanes, size) => {
        const batches = batchesOf(events, lanes, size)
        const numbers = batches.flatMap((batch) => batch.events.map(({ number }) => number))
        expect(numbers.toSorted((a, b) => a - b)).toEqual(events.map(({ number }) => number))
        expect(batches.map(({ number }) => number)).toEqual(batches.map((_, index) => index + 1))
        for (const batch of batches) {
          const bytes = batch.events.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0)
          expect(batch.events.length).toBeLessThanOrEqual(size.events)
          expect(batch.events.length === 1 || bytes <= size.bytes).toBe(true)
        }
      }),
    )
  })

  it('keeps the events of a visitor in order and in one lane', () => {
    fc.assert(
      fc.property(inputs, laneCounts, sizes, (events, lanes, size) => {
        const batches = batchesOf(events, lanes, size)
        for (const visitor of ['ann', 'bob', 'cem', 'dee', 'eve']) {
          const own = batches.flatMap((batch) =>
            batch.events
              .filter((event) => event.visitor === visitor)
              .map(({ number }) => ({ number, lane: batch.lane })),
          )
          const numbers = own.map(({ number }) => number)
          expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
          expect(new Set(own.map(({ lane }) => lane)).size).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('gives the same batches for the same input', () => {
    fc.assert(
      fc.property(inputs, laneCounts, sizes, (events, lanes, size) => {
        expect(batchesOf(events, lanes, size)).toEqual(batchesOf(events, lanes, size))
      }),
    )
  })
})

describe('bodyOf', () => {
  const batch = (...events: string[]): Batch => ({
    number: 1,
    lane: 0,
    events: events.map((text, index) => ({
      text,
      line: index + 1,
      number: index + 1,
      visitor: null,
    })),
  })

  it('says account and profile once for all, and nothing when they are not given', () => {
    expect(bodyOf(batch('{"n":1.10}', '{"n":2}'), { account: 'a' })).toBe(
      '{"shared":{"tealium_account":"a"},"events":[{"n":1.10},{"n":2}]}',
    )
    expect(bodyOf(batch('{}'), {})).toBe('{"shared":{},"events":[{}]}')
  })

  it('stays below a megabyte with the longest names and a full batch', () => {
    const fill = { account: 'ä'.repeat(100), profile: '🎁'.repeat(100) }
    const half = Math.floor(batchBytes(fill) / 2) - 1
    const event = (number: number) => ({
      text: `"${'x'.repeat(half - 2)}"`,
      line: number,
      number,
      visitor: 'v',
    })
    const batches = batchesOf([event(1), event(2), event(3)], 1, {
      events: 500,
      bytes: batchBytes(fill),
    })
    expect(batches.map(({ events }) => events.length)).toEqual([2, 1])
    for (const each of batches)
      expect(Buffer.byteLength(bodyOf(each, fill))).toBeLessThan(1_048_576)
    expect(batchBytes({})).toBeLessThanOrEqual(maxBodyBytes)
  })
})
