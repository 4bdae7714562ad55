import { roleIdentity } from '../accounts/role-identity.ts'
import { denialText } from '../iam/denial.ts'
import type { Permission } from '../iam/permission.ts'
import { refusedPermission } from '../iam/refused-permission.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { FlowRun } from './flow-run.ts'

/**
 * Throws AccessDeniedException unless the policies of the flow's execution role allow all that a
 * node needs. A role without policies may do everything, as everywhere in this emulator.
 */
export function checkRole(
  { target, asker, surroundings }: FlowRun,
  permissions: readonly Permission[],
): void {
  const { account, region } = asker()
  const { flow, roleArn } = target
  const role = account.roles.find(({ name }) => name === flow.executionRole)
  if (!role?.policies) return
  const identity = { ...roleIdentity(account.id, role, flow.id), sessionPolicies: undefined }
  for (const permission of permissions) {
    const refused = refusedPermission(identity, permission, { region, now: surroundings.now() })
    if (!refused) continue
    const { action, resource, refusal = denialText({ action, resource, ...refused }) } = permission
    const message = `The flow's execution role ${roleArn} ${refusal}`
    throw new AwsError('AccessDeniedException', 403, message)
  }
}
