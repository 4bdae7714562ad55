import type { Role } from './access.ts'
import type { Scope } from './route.ts'

const everyone: readonly Role[] = ['owner', 'admin', 'builder', 'reviewer', 'viewer']

const rolesOf: Record<Scope, readonly Role[]> = {
  public: everyone,
  read: everyone,
  write: ['owner', 'admin', 'builder'],
  admin: ['owner', 'admin'],
}

/** The roles that may call operations of this scope. */
export const rolesFor = (scope: Scope): readonly Role[] => rolesOf[scope]

/** Whether a role may call operations of this scope. */
export function isAllowed(role: Role, scope: Scope): boolean {
  return rolesOf[scope].includes(role)
}
