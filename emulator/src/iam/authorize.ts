import type { Call, Operation } from '../operations/operation.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { World } from '../world.ts'
import { denial } from './denial.ts'
import type { Permission } from './permission.ts'
import { refusedPermission } from './refused-permission.ts'

/** Throws AccessDeniedException unless the caller's policies allow all that the call needs. */
export function authorize(call: Call, operation: Operation, world: World): void {
  const { caller } = call
  if (!caller.policies && !caller.sessionPolicies) return
  const { permissions = () => [{ action: operation.action, resource: '*' }] } = operation
  for (const permission of permissions(call, world)) check(call, permission, world)
}

function check({ caller, region }: Call, permission: Permission, world: World): void {
  const refused = refusedPermission(caller, permission, { region, now: world.now() })
  if (!refused) return
  const { action, resource, refusal } = permission
  if (refusal !== undefined) {
    throw new AwsError('AccessDeniedException', 403, `User: ${caller.arn} ${refusal}`)
  }
  throw denial({ caller: caller.arn, action, resource, ...refused })
}
