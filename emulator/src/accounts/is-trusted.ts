import type { Credential } from './credential.ts'

/** Whether a trust policy with these principals lets the caller in. */
export function isTrusted(
  caller: Pick<Credential, 'accountId' | 'arn' | 'roleArn'>,
  principals: readonly string[],
): boolean {
  return principals.some(
    (principal) =>
      principal === '*' ||
      principal === caller.accountId ||
      principal === `arn:aws:iam::${caller.accountId}:root` ||
      principal === caller.arn ||
      principal === caller.roleArn,
  )
}
