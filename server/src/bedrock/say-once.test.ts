import { expect, it } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import type { Check } from './attempt-check.ts'
import { sayOnce } from './say-once.ts'

function failed(check: string, message: string | null): Check {
  const aws = { code: 'UnrecognizedClientException', message: message ?? '', status: 403, request_id: check } // prettier-ignore
  const problem = new Problem('invalid-credentials', `${check} failed: ${message ?? ''}`, message === null ? {} : { aws }) // prettier-ignore
  return {
    check,
    ok: false,
    summary: problem.message,
    latency_ms: 1,
    problem: problem.toDocument(),
  }
}
const passed: Check = { check: 'ok', ok: true, summary: 'Well.', latency_ms: 1 }

it('tells what AWS says of several checks once, and keeps their problems', () => {
  const checks = [failed('a', 'The token is invalid.'), passed, failed('b', 'The token is invalid.'), failed('c', 'Other.')] // prettier-ignore
  const told = sayOnce(checks)
  expect(told.map(({ summary }) => summary)).toEqual([
    'a failed: The token is invalid.',
    'Well.',
    'Failed for the same reason as a.',
    'c failed: Other.',
  ])
  expect(told.map(({ problem }) => problem)).toEqual(checks.map(({ problem }) => problem))
})

it('leaves failures alone of which AWS said nothing', () => {
  const checks = [failed('a', null), failed('b', null)]
  expect(sayOnce(checks)).toEqual(checks)
})
