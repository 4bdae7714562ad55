import { expect, it } from 'vitest'
import { capPeriodNames, capPeriodOf, hoursOfPeriod } from './cap-period.ts'

it.each(capPeriodNames)('knows "%s" again', (name) => {
  expect(capPeriodOf(hoursOfPeriod(name))).toBe(name)
})

it('has no name for other hours', () => {
  expect([capPeriodOf(undefined), capPeriodOf(168), capPeriodOf(13)]).toEqual(['ever', 'a week', 'other']) // prettier-ignore
})
