import { describe, expect, it } from 'vitest'
import { progressBar, progressText } from './progress.ts'

describe('progressText', () => {
  it('tells rate and what is left, as far as it is known', () => {
    expect(progressText(1000, 5000, 2000)).toBe('1,000 of 5,000 events, 500 events/s, 8 s left')
    expect(progressText(1000, undefined, 2000)).toBe('1,000 events, 500 events/s')
    expect(progressText(0, 5000, 0)).toBe('0 of 5,000 events, 0 events/s')
  })
})

describe('progressBar', () => {
  it('never gets wider than the line, and leaves the bar out when there is no room', () => {
    for (let columns = 20; columns < 160; columns += 7) {
      const text = progressText(2500, 5000, 1000)
      const bar = progressBar(2500, 5000, 1000, columns)
      expect(bar.length).toBeLessThanOrEqual(Math.max(columns, text.length))
      expect(bar.endsWith(text)).toBe(true)
    }
    expect(progressBar(5000, 5000, 1000, 200)).toMatch(/^█{30} /)
    expect(progressBar(3, undefined, 1000, 200)).toBe('3 events, 3 events/s')
    expect(progressBar(0, 0, 1000, 200)).toBe('0 of 0 events, 0 events/s')
  })
})
