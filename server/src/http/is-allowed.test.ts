import { roles } from '@outcrop/contract'
import { expect, test } from 'vitest'
import { isAllowed } from './is-allowed.ts'

test.each([
  ['public', ['owner', 'admin', 'builder', 'reviewer', 'viewer']],
  ['read', ['owner', 'admin', 'builder', 'reviewer', 'viewer']],
  ['write', ['owner', 'admin', 'builder']],
  ['admin', ['owner', 'admin']],
] as const)('%s: %j', (scope, allowed) => {
  expect(roles.filter((role) => isAllowed(role, scope))).toEqual(allowed)
})
