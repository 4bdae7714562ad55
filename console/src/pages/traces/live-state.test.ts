import type { TraceLine } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { nextLiveState, nothingYet, type LiveAction } from './live-state.ts'

const line: TraceLine = { at: '2026-03-01T12:00:00.000Z', group: 'trace', text: 'Trace Started' }
const message = (id: string): LiveAction => ({ type: 'line', id, line })
const after = (...actions: LiveAction[]) => actions.reduce(nextLiveState, nothingYet)

it('keeps the lines when the connection breaks and comes back', () => {
  const state = after({ type: 'open' }, message('1'), { type: 'broken' }, message('2'))
  expect(state).toEqual({ lines: [line, line], connection: 'open', lastId: '2' })
})

it('takes a line that is repeated at the seam only once', () => {
  expect(after(message('1'), { type: 'broken' }, message('1')).lines).toHaveLength(1)
})

it('takes every line of a server that numbers none', () => {
  expect(after(message(''), message('')).lines).toHaveLength(2)
})

it('ends', () => {
  expect(after(message('1'), { type: 'ended' }).connection).toBe('ended')
})
