import type { Credential } from '../accounts/credential.ts'

type Who = Pick<Credential, 'accountId' | 'arn' | 'roleArn' | 'userId' | 'tags' | 'sourceIdentity'>

/** The condition keys that tell of the caller and the moment. */
export function callerKeys(
  { accountId, arn, roleArn, userId, tags, sourceIdentity }: Who,
  now: Date,
): Record<string, string | undefined> {
  const tagged = Object.entries(tags?.values ?? {})
  return {
    ...Object.fromEntries(tagged.map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    'aws:SourceIdentity': sourceIdentity,
    'aws:PrincipalArn': roleArn ?? arn,
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalType': roleArn === undefined ? 'User' : 'AssumedRole',
    'aws:userid': userId,
    'aws:username': roleArn === undefined ? arn.split('/').at(-1) : undefined,
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    // The emulator stands in for AWS, which takes no plain connections.
    'aws:SecureTransport': 'true',
  }
}
