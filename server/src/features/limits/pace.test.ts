import { expect, it } from 'vitest'
import { createPace } from './pace.ts'

it('counts the last seconds, and a beginning in full', () => {
  const pace = createPace()
  expect(pace.perMinute(5000)).toBe(0)
  for (let call = 0; call < 4; call += 1) pace.add(1, 5000 + call * 100)
  expect(pace.perMinute(5900)).toBe(240)
  expect(pace.perMinute(6900)).toBe(120)
  pace.add(6, 9000)
  expect(pace.perMinute(9500)).toBe(120)
  expect(pace.perMinute(15_500)).toBeCloseTo(360 / 7)
  expect(pace.perMinute(60_000)).toBe(0)
})
