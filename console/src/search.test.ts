import { expect, it } from 'vitest'
import { homeSearch, runsSearch } from './search.ts'

it('keeps the filters that it understands', () => {
  const search = { state: 'failed', problem: 'throttled', since: '7d', cursor: 'abc' }
  expect(runsSearch.parse(search)).toEqual(search)
})

it('ignores what was typed wrong instead of failing', () => {
  expect(runsSearch.parse({ state: 'broken', since: '1y', visitor_id: '', from: 3 })).toEqual({
    state: undefined,
    since: undefined,
    visitor_id: undefined,
    from: undefined,
  })
  expect(homeSearch.parse({ hours: 25 })).toEqual({ hours: undefined })
})
