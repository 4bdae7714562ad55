import type { Role } from '../accounts/account-schema.ts'
import type { TrustPolicy } from './policy-schema.ts'

/** The trust policy of a role, written out where the configuration says it in short. */
export function trustPolicyOf(
  { trustPolicy, trusts, externalId }: Role,
  accountId: string,
): TrustPolicy {
  if (trustPolicy) return trustPolicy
  const conditions = externalId !== undefined && {
    Condition: { StringEquals: { 'sts:ExternalId': [externalId] } },
  }
  return {
    Statement: [
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Principal: { AWS: trusts ?? [accountId] },
        ...conditions,
      },
    ],
  }
}
