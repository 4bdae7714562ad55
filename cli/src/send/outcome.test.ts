import { describe, expect, it } from 'vitest'
import { outcomeOf, outcomeOfFailure } from './outcome.ts'

const of = (status: number, headers: Record<string, string> = {}) =>
  outcomeOf(status, new Headers(headers), 0)

describe('outcomeOf', () => {
  it.each([
    [200, {}, { kind: 'accepted', isRepeated: false }],
    [204, { 'idempotent-replayed': 'true' }, { kind: 'accepted', isRepeated: true }],
    [
      429,
      { 'retry-after': '3', 'x-error': 'Slow.' },
      { kind: 'retry', reason: 'Slow.', afterMs: 3000 },
    ],
    [
      503,
      { 'retry-after': '1', 'x-error': 'Full.' },
      { kind: 'retry', reason: 'Full.', afterMs: 1000 },
    ],
    [
      500,
      {},
      { kind: 'retry', reason: 'The server answered 500 without a reason.', afterMs: undefined },
    ],
    [408, { 'x-error': 'Late.' }, { kind: 'retry', reason: 'Late.', afterMs: undefined }],
    [400, { 'x-error': 'No.' }, { kind: 'refused', status: 400, reason: 'No.' }],
    [
      404,
      {},
      { kind: 'refused', status: 404, reason: 'The server answered 404 without a reason.' },
    ],
    [
      301,
      { location: 'https://x' },
      { kind: 'refused', status: 301, reason: 'The server is elsewhere: https://x.' },
    ],
  ])('judges %i %o', (status, headers, expected) => {
    expect(of(status, headers)).toEqual(expected)
  })
})

describe('outcomeOfFailure', () => {
  it('tries again whatever happened to the connection, and says what in words', () => {
    const error = new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    })
    expect(outcomeOfFailure(error)).toEqual({
      kind: 'retry',
      reason: 'The server cannot be reached: nothing listens there (ECONNREFUSED).',
      afterMs: undefined,
    })
  })
})
