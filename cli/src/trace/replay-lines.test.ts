import { expect, it } from 'vitest'
import { replayLines } from './replay-lines.ts'

it('orders lines by time, keeps their pace and cuts long waits', () => {
  const lines = [4_000_000, 0, 800].map((ms) => ({ at: new Date(ms).toISOString() }))
  expect(replayLines(lines, 2).map(({ line, pauseMs }) => [Date.parse(line.at), pauseMs])).toEqual([
    [0, 0],
    [800, 400],
    [4_000_000, 1500],
  ])
})
