import type { TraceLine } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { groupLines } from './group-lines.ts'

const line = (group: TraceLine['group'], event_id?: string): TraceLine => ({
  at: '2026-03-01T12:00:00.000Z',
  group,
  text: `${group} of ${event_id ?? 'none'}`,
  ...(event_id && { event_id }),
})

const lines = [line('trace'), line('event', 'a'), line('event', 'b'), line('run', 'a')]

it('keeps the lines of an event together, events by first appearance', () => {
  expect(groupLines(lines, []).map(({ eventId, lines: own }) => [eventId, own.length])).toEqual([
    [null, 1],
    ['a', 2],
    ['b', 1],
  ])
})

it('shows only the chosen groups, and no event without any of them', () => {
  expect(groupLines(lines, ['run'])).toEqual([{ eventId: 'a', lines: [line('run', 'a')] }])
})
