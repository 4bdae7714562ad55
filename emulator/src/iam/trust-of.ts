import type { Credential } from '../accounts/credential.ts'
import { conditionsHold } from './conditions-hold.ts'
import { isSameAction, type AccessRequest } from './decide.ts'
import type { TrustPolicy, TrustStatement } from './policy-schema.ts'
import type { RequestContext } from './request-context.ts'

/** `by-name` lets a caller of the same account in without a policy of its own, as in AWS. */
export type Trust = 'none' | 'by-account' | 'by-name'

type Who = Pick<Credential, 'accountId' | 'arn' | 'roleArn'>

/** What a role's trust policy says to a caller that wants to assume it, or to tag its session. */
export function trustOf(
  policy: TrustPolicy,
  caller: Who,
  { action, context }: Pick<AccessRequest, 'action' | 'context'>,
): Trust {
  const applying = policy.Statement.filter(
    (each) =>
      each.Action.some((pattern) => isSameAction(action, pattern)) &&
      isMeant(each, caller, context),
  )
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'none'
  if (applying.some((each) => isNamed(each, caller))) return 'by-name'
  return applying.length > 0 ? 'by-account' : 'none'
}

function isMeant(statement: TrustStatement, caller: Who, context: RequestContext): boolean {
  return (
    (isNamed(statement, caller) || ofAccount(statement, caller)) &&
    conditionsHold(statement.Condition ?? {}, context)
  )
}

function isNamed({ Principal: { AWS = [] } }: TrustStatement, { arn, roleArn }: Who): boolean {
  return AWS.some((principal) => principal === arn || principal === roleArn)
}

function ofAccount({ Principal: { AWS = [] } }: TrustStatement, { accountId }: Who): boolean {
  return AWS.some(
    (principal) =>
      principal === '*' ||
      principal === accountId ||
      principal === `arn:aws:iam::${accountId}:root`,
  )
}
