import { describe, expect, it } from 'vitest'
import type { Outcome } from './outcome.ts'
import { GaveUp, Refused, refusedLines } from './refused.ts'
import { sendBatch } from './send-batch.ts'

const event = (number: number) => ({ text: '{}', line: number + 10, number, visitor: null })
const batch = { number: 4, lane: 0, events: [event(1), event(2), event(3)] }
const accepted: Outcome = { kind: 'accepted', isRepeated: false }
const retry = (afterMs?: number): Outcome => ({ kind: 'retry', reason: 'Busy.', afterMs })

/** Sends with answers in this order (the last one for ever), on a clock that only sleeping moves. */
async function sendWith(answers: readonly Outcome[], giveUpAfterMs = 600_000) {
  const clock = { now: 0, sleeps: new Array<number>(), posts: 0 }
  const result = sendBatch(batch, {
    post: () => Promise.resolve(answers[Math.min(clock.posts++, answers.length - 1)] ?? accepted),
    sleep: (ms) => {
      clock.now += ms
      clock.sleeps.push(ms)
      return Promise.resolve()
    },
    now: () => clock.now,
    random: () => 0.5,
    giveUpAfterMs,
    onTrouble: () => undefined,
  })
  return { clock, result: await result.catch((error: unknown) => error) }
}

describe('sendBatch', () => {
  it('tries until the batch is accepted, with growing pauses and at least what the server wishes', async () => {
    const { clock, result } = await sendWith([retry(), retry(), retry(4000), accepted])
    expect(result).toEqual({ isRepeated: false, tries: 4 })
    expect(clock.sleeps).toEqual([125, 250, 4000])
  })

  it('stops at once when the server refuses', async () => {
    const { clock, result } = await sendWith([{ kind: 'refused', status: 400, reason: 'No.' }])
    expect(result).toBeInstanceOf(Refused)
    expect(clock.posts).toBe(1)
  })

  it('gives up when nothing has succeeded for too long, and never sleeps past that', async () => {
    const { clock, result } = await sendWith([retry()], 60_000)
    expect(result).toBeInstanceOf(GaveUp)
    expect(clock.now).toBeLessThanOrEqual(60_000)
    expect(clock.now).toBeGreaterThan(55_000)
  })
})

describe('refusedLines', () => {
  it.each([
    ['events[1] must be a JSON object.', 'Line 12'],
    ['The text at "events[2].name" has a NUL character.', 'Line 13'],
    ['Too large.', 'Lines 11 to 13'],
    ['events[9] is odd.', 'Lines 11 to 13'],
  ])('finds the line that %j is about', (reason, expected) => {
    expect(refusedLines(new Refused(batch, 400, reason))).toBe(expected)
  })
})
