import { describe, expect, it } from 'vitest'
import type { Json } from '../json.ts'
import { matchesFilter } from './matches-filter.ts'
import type { RetrievalFilter } from './retrieval-configuration.ts'

const metadata = { year: 2024, lang: 'en', tags: ['boots', 'tents'], isPublic: true }

const at = (key: string, value: Json) => ({ key, value })

describe('matchesFilter', () => {
  it.each<[RetrievalFilter, boolean]>([
    [{ equals: at('lang', 'en') }, true],
    [{ equals: at('year', '2024') }, false],
    [{ notEquals: at('lang', 'de') }, true],
    [{ notEquals: at('missing', 'de') }, false],
    [{ greaterThan: at('year', 2023) }, true],
    [{ greaterThan: at('year', 2024) }, false],
    [{ greaterThanOrEquals: at('year', 2024) }, true],
    [{ lessThan: at('year', 2024) }, false],
    [{ lessThanOrEquals: at('year', 2024) }, true],
    [{ lessThan: at('lang', 9) }, false],
    [{ in: at('lang', ['de', 'en']) }, true],
    [{ notIn: at('lang', ['de', 'en']) }, false],
    [{ startsWith: at('lang', 'e') }, true],
    [{ listContains: at('tags', 'boots') }, true],
    [{ listContains: at('tags', 'boot') }, false],
    [{ stringContains: at('tags', 'boot') }, true],
    [{ equals: at('isPublic', true) }, true],
    [{ andAll: [{ equals: at('lang', 'en') }, { equals: at('year', 1) }] }, false],
    [{ orAll: [{ equals: at('lang', 'en') }, { equals: at('year', 1) }] }, true],
  ])('%j: %s', (filter, expected) => {
    expect(matchesFilter(metadata, filter)).toBe(expected)
  })

  it.each([[{}], [{ equals: at('a', 1), in: at('a', [1]) }]])('refuses %j', (filter) => {
    expect(() => matchesFilter(metadata, filter)).toThrow('exactly one member')
  })
})
