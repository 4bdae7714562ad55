import { expect, test } from 'vitest'
import { roles } from './access.ts'
import { isAllowed } from './is-allowed.ts'

test.each([
  ['public', ['owner', 'admin', 'builder', 'reviewer', 'viewer']],
  ['read', ['owner', 'admin', 'builder', 'reviewer', 'viewer']],
  ['write', ['owner', 'admin', 'builder']],
  ['admin', ['owner', 'admin']],
] as const)('%s: %j', (scope, allowed) => {
  expect(roles.filter((role) => isAllowed(role, scope))).toEqual(allowed)
})
