import { expect, it } from 'vitest'
import { isReachable, mayEnter } from './reachable.ts'

const user = { name: 'postgres', uid: 101, gid: 104 }

it.each([
  ['open to all', { mode: 0o755, uid: 0, gid: 0 }, true],
  ['closed to others', { mode: 0o700, uid: 0, gid: 0 }, false],
  ['open to its group', { mode: 0o710, uid: 0, gid: 104 }, true],
  ['its own', { mode: 0o700, uid: 101, gid: 0 }, true],
  ['its own, but closed to the owner', { mode: 0o077, uid: 101, gid: 104 }, false],
  ['closed to its group only', { mode: 0o705, uid: 0, gid: 104 }, false],
  ['to be read but not entered', { mode: 0o744, uid: 0, gid: 0 }, false],
])('knows whether a user may enter a folder that is %s', (_, folder, expected) => {
  expect(mayEnter(folder, user)).toBe(expected)
})

it('looks at folders that exist on the way to one that does not', () => {
  expect(isReachable('/usr/not/there', user)).toBe(true)
})
