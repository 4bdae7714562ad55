import type { Credential } from '../accounts/credential.ts'
import { callerKeys } from './caller-keys.ts'
import type { Permission } from './permission.ts'
import { refusalOf, type RefusedBy } from './refusal-of.ts'
import { requestContext } from './request-context.ts'

/** Somebody who signs requests, or works with the permissions of a role. */
export type Principal = Pick<
  Credential,
  | 'accountId'
  | 'userId'
  | 'arn'
  | 'roleArn'
  | 'policies'
  | 'sessionPolicies'
  | 'tags'
  | 'sourceIdentity'
>

/** Which of somebody's policies refuses a permission; undefined when none does. */
export function refusedPermission(
  principal: Principal,
  { action, resource, region, keys = {} }: Permission,
  here: { region: string; now: Date },
): RefusedBy | undefined {
  const context = requestContext({
    ...callerKeys(principal, here.now),
    'aws:RequestedRegion': region ?? here.region,
    ...keys,
  })
  return refusalOf(principal, { action, resource, context })
}
