import type { TraceLine } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { lastVisitor } from './last-visitor.ts'

const line = (group: TraceLine['group'], detail?: TraceLine['detail']): TraceLine => ({
  at: '2026-03-01T12:00:00.000Z',
  group,
  text: '',
  ...(detail && { detail }),
})

it('knows the visitor of the event that came last', () => {
  const lines = [
    line('trace'),
    line('event', { visitor_id: 'a' }),
    line('event', { visitor_id: 'b' }),
    line('event', { key: 'source' }),
    line('visitor', { visitor_id: 'c' }),
    line('event', { visitor_id: null }),
  ]
  expect(lastVisitor(lines)).toBe('b')
  expect(lastVisitor(lines.slice(0, 1))).toBeUndefined()
})
