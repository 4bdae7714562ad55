import type { Call, Operation } from '../operations/operation.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { World } from '../world.ts'
import { denial } from './denial.ts'
import { callerKeys } from './caller-keys.ts'
import type { Permission } from './permission.ts'
import { refusalOf } from './refusal-of.ts'
import { requestContext } from './request-context.ts'

/** Throws AccessDeniedException unless the caller's policies allow all that the call needs. */
export function authorize(call: Call, operation: Operation, world: World): void {
  const { caller } = call
  if (!caller.policies && !caller.sessionPolicies) return
  const { permissions = () => [{ action: operation.action, resource: '*' }] } = operation
  for (const permission of permissions(call, world)) check(call, permission, world)
}

function check(call: Call, permission: Permission, world: World): void {
  const { action, resource, region = call.region, keys = {}, refusal } = permission
  const context = requestContext({
    ...callerKeys(call.caller, world.now()),
    'aws:RequestedRegion': region,
    ...keys,
  })
  const refused = refusalOf(call.caller, { action, resource, context })
  if (!refused) return
  const { arn } = call.caller
  if (refusal !== undefined) {
    throw new AwsError('AccessDeniedException', 403, `User: ${arn} ${refusal}`)
  }
  throw denial({ caller: arn, action, resource, ...refused })
}
