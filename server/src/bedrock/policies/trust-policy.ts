/** Who may assume a role, as AWS writes it. */
export interface TrustPolicy {
  readonly Version: '2012-10-17'
  readonly Statement: readonly [
    {
      readonly Sid: 'OutcropAssumesThisRole'
      readonly Effect: 'Allow'
      readonly Principal: { readonly AWS: string }
      readonly Action: 'sts:AssumeRole'
      readonly Condition?: { readonly StringEquals: { readonly 'sts:ExternalId': string } }
    },
  ]
}

/**
 * Lets one caller assume a role, if it knows the external id. The caller is named as
 * GetCallerIdentity tells it; a session of a role stands for its account, because its ARN does not
 * tell the path of the role.
 */
export function trustPolicy(caller: string, externalId: string | undefined): TrustPolicy {
  const [, partition, account] = /^arn:([^:]+):sts::(\d{12}):/.exec(caller) ?? []
  const principal = account === undefined ? caller : `arn:${partition}:iam::${account}:root`
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OutcropAssumesThisRole',
        Effect: 'Allow',
        Principal: { AWS: principal },
        Action: 'sts:AssumeRole',
        ...(externalId !== undefined && {
          Condition: { StringEquals: { 'sts:ExternalId': externalId } },
        }),
      },
    ],
  }
}
