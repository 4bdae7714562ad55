import { problemCodes, problemTable } from '@outcrop/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterFailure } from './after-failure.ts'

const policy = { max_attempts: 3, interval_s: 2, backoff_rate: 2, max_interval_s: 60 }
const now = new Date('2026-01-01T00:00:00Z')
const deadlineAt = new Date('2026-01-01T01:00:00Z')
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const fresh = { failures: 0, throttles: 0, deadlineAt }
const failure = (code: (typeof problemCodes)[number], retryAfterMs?: number) => ({
  code,
  retryAfterMs,
})
const seconds = (next: ReturnType<typeof afterFailure>) =>
  next.next === 'wait' ? (next.dueAt.getTime() - now.getTime()) / 1000 : undefined

describe('after a failure', () => {
  it.each([
    ['access-denied', 'failed'],
    ['invalid-credentials', 'failed'],
    ['invalid-request', 'failed'],
    ['answer-not-json', 'failed'],
    ['cancelled', 'cancelled'],
    ['deadline-exceeded', 'timed_out'],
  ] as const)('%s ends the run as %s at once', (code, state) => {
    expect(afterFailure(policy, failure(code), fresh, now, 0.5)).toEqual({ next: 'end', state })
  })

  it('tries again after an exponential wait with full jitter', () => {
    const wait = (failures: number, random: number) =>
      seconds(
        afterFailure(policy, failure('service-unavailable'), { ...fresh, failures }, now, random),
      )

    expect(wait(0, 0)).toBe(0)
    expect(wait(0, 0.5)).toBe(1)
    expect(wait(1, 0.5)).toBe(2)
  })

  it('waits exactly for the turn that a limit names, and spends no attempt', () => {
    const standing = { ...fresh, failures: 2, throttles: 7 }
    expect(afterFailure(policy, failure('limit-reached', 1500), standing, now, 0.9)).toEqual({
      next: 'wait',
      dueAt: new Date(now.getTime() + 1500),
      failures: 2,
      throttles: 7,
    })
    const late = afterFailure(policy, failure('limit-reached', 3_600_000), standing, now, 0)
    expect(late).toEqual({ next: 'too-late', state: 'timed_out' })
  })

  it('waits for the next period of a budget when the deadline allows, and fails honestly otherwise', () => {
    const standing = { ...fresh, failures: 1 }
    const soon = afterFailure(policy, failure('budget-exceeded', 60_000), standing, now, 0.5)
    expect(soon).toMatchObject({ next: 'wait', failures: 1, dueAt: new Date(now.getTime() + 90_000) }) // prettier-ignore
    const ended = { next: 'end', state: 'failed' }
    expect(afterFailure(policy, failure('budget-exceeded', 3_600_000), standing, now, 0)).toEqual(ended) // prettier-ignore
    expect(afterFailure(policy, failure('budget-exceeded'), standing, now, 0)).toEqual(ended)
    expect(afterFailure(policy, failure('price-unknown'), standing, now, 0)).toEqual(ended)
  })

  it('never counts more throttled waits than can be stored', () => {
    const next = afterFailure(policy, failure('throttled'), { ...fresh, throttles: 1000 }, now, 0.5)

    expect(next).toMatchObject({ next: 'wait', throttles: 1000 })
  })

  it('counts attempts including the first', () => {
    const last = afterFailure(
      policy,
      failure('service-unavailable'),
      { ...fresh, failures: 2 },
      now,
      0.5,
    )

    expect(last).toEqual({ next: 'end', state: 'failed' })
  })

  it('makes no more than three tries of a model that fails by itself, however many are allowed', () => {
    const many = { ...policy, max_attempts: 10 }
    const after = (failures: number, code: 'model-error' | 'service-unavailable' = 'model-error') =>
      afterFailure(many, failure(code), { ...fresh, failures }, now, 0.5).next
    expect([after(0), after(1), after(2)]).toEqual(['wait', 'wait', 'end'])
    expect(after(2, 'service-unavailable')).toBe('wait')
    const once = afterFailure({ ...policy, max_attempts: 1 }, failure('model-error'), fresh, now, 0)
    expect(once.next).toBe('end')
  })

  it('calls a run whose last attempt timed out timed out', () => {
    const last = afterFailure(
      policy,
      failure('attempt-timeout'),
      { ...fresh, failures: 2 },
      now,
      0.5,
    )

    expect(last).toEqual({ next: 'end', state: 'timed_out' })
  })

  it.each([
    ['quota-exceeded', 60],
    ['model-not-ready', 20],
    ['agreement-pending', 900],
  ] as const)('gives %s the time that it takes, at least %i s', (code, least) => {
    const next = afterFailure(policy, failure(code), { ...fresh, deadlineAt: inHours(2) }, now, 0)
    expect(seconds(next)).toBe(least)
  })

  it('waits as long as the server asks', () => {
    expect(seconds(afterFailure(policy, failure('overloaded', 30_000), fresh, now, 0))).toBe(30)
  })

  it('spends no attempt on throttling, but waits longer each time', () => {
    const standing = { ...fresh, throttles: 4 }

    const next = afterFailure(policy, failure('throttled'), standing, now, 0.5)

    expect(next).toMatchObject({ next: 'wait', failures: 0, throttles: 5 })
    expect(seconds(next)).toBe(16)
  })

  it('is too late when the next try would come after the deadline', () => {
    const standing = { ...fresh, deadlineAt: new Date(now.getTime() + 500) }

    expect(afterFailure(policy, failure('throttled'), standing, now, 0.9)).toEqual({
      next: 'too-late',
      state: 'timed_out',
    })
  })

  it('never waits beyond the deadline and never exceeds the attempts, whatever happens', () => {
    const anything = fc.record({
      code: fc.constantFrom(...problemCodes),
      failures: fc.nat(12),
      throttles: fc.nat(1000),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
      retryAfterMs: fc.option(fc.nat(10_000_000), { nil: undefined }),
    })
    fc.assert(
      fc.property(anything, ({ code, failures, throttles, random, retryAfterMs }) => {
        const next = afterFailure(
          policy,
          { code, retryAfterMs },
          { failures, throttles, deadlineAt },
          now,
          random,
        )
        if (next.next !== 'wait') return
        expect(next.dueAt < deadlineAt).toBe(true)
        expect(problemTable[code].retry).toBe(true)
        expect(next.failures).toBeLessThan(Math.max(policy.max_attempts, failures + 1))
      }),
    )
  })
})
