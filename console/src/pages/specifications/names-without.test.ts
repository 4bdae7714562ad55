import type { Event } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { namesWithout } from './names-without.ts'

const event = (id: string, name: string | null, more: Partial<Event> = {}): Event => ({
  id,
  name,
  stream: { account: 'demo', profile: 'shop' },
  visitor_id: null,
  received_at: '2026-01-01T00:00:00.000Z',
  payload: {},
  ...more,
})
const specified = { specification: { id: 'spc_1', verdict: 'valid' as const, findings: [] } }

it('counts the names that have no specification, each with its newest event', () => {
  const other = { stream: { account: 'demo', profile: 'app' } }
  const found = namesWithout([
    event('5', 'view'),
    event('4', 'purchase', specified),
    event('3', null),
    event('2', 'view', other),
    event('1', 'view'),
  ])
  expect(found.map(({ name, event: { id }, count }) => [name, id, count])).toEqual([
    ['view', '5', 2],
    ['view', '2', 1],
  ])
})
