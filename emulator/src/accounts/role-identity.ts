import type { Role } from './account-schema.ts'
import type { Credential } from './credential.ts'
import { uniqueId } from './unique-id.ts'

/** Who somebody is that has assumed a role, under the name of the session. */
export function roleIdentity(
  accountId: string,
  role: Pick<Role, 'name' | 'policies'>,
  sessionName: string,
): Pick<Credential, 'accountId' | 'userId' | 'arn' | 'roleArn' | 'policies'> {
  const shortName = role.name.split('/').at(-1) ?? role.name
  return {
    accountId,
    userId: `${uniqueId('AROA', `${accountId}/${role.name}`)}:${sessionName}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${shortName}/${sessionName}`,
    roleArn: roleArnOf(accountId, role.name),
    policies: role.policies,
  }
}

export function roleArnOf(accountId: string, roleName: string): string {
  return `arn:aws:iam::${accountId}:role/${roleName}`
}
