import type { Credential } from '../accounts/credential.ts'

/** The condition keys that tell of the caller and the moment. */
export function callerKeys(
  { accountId, arn, roleArn, userId }: Pick<Credential, 'accountId' | 'arn' | 'roleArn' | 'userId'>,
  now: Date,
): Record<string, string | undefined> {
  return {
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
