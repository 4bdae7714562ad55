import { expect, it } from 'vitest'
import { unresolved } from './unresolved.ts'

const data = { profile: { name: 'x', list: [1], nothing: null, visit: { page: '/a' } } }

it.each([
  [['profile'], undefined],
  [['profile', 'name'], undefined],
  [['profile', 'name', 'deeper'], undefined],
  [['profile', 'list', 'first'], undefined],
  [['profile', 'nothing', 'deeper'], undefined],
  [['profile', 'size'], undefined],
  [['profile', 'visit', 'page'], undefined],
  [['nobody', 'x'], 'nobody'],
  [['profile', 'nam'], 'profile.nam'],
  [['profile', 'visit', 'pag', 'x'], 'profile.visit.pag'],
  [['profile', 'toString'], 'profile.toString'],
])('%j is missing from %s on', (path, missing) => {
  expect(unresolved(path, data)).toBe(missing)
})
