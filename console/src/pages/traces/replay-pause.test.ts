import { expect, it } from 'vitest'
import { replayPause } from './replay-pause.ts'

const lines = [0, 500, 500, 3_600_000].map((ms) => ({ at: new Date(ms).toISOString() }))

it('shows lines at the pace at which they happened, faster when it shall', () => {
  expect([0, 1, 2].map((shown) => replayPause(lines, shown, 1))).toEqual([0, 500, 0])
  expect(replayPause(lines, 1, 5)).toBe(100)
})

it('cuts what nobody wants to wait for, and ends', () => {
  expect(replayPause(lines, 3, 1)).toBe(3000)
  expect(replayPause(lines, 4, 1)).toBeUndefined()
})
