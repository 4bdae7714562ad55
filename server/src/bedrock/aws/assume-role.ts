import { AssumeRoleCommand, type AssumeRoleCommandOutput } from '@aws-sdk/client-sts'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Connection } from '../connection.ts'
import type { MakeCall } from './call.ts'
import type { Keys } from './keys.ts'
import type { AssumedRole } from './signer.ts'

const limitMs = 10_000
/** An hour is what every role allows, also when one role assumes another. */
const durationS = 3600

/**
 * Asks STS for keys of a role, signed by the role's source. Their end is counted on the clock of this
 * machine, because the date that AWS gives is on another. Throws `Problem`.
 */
export async function assumeRole(
  { call, now }: { readonly call: MakeCall; readonly now: Clock },
  connection: Connection,
  role: AssumedRole,
): Promise<Keys> {
  const { role_arn, session_name, external_id } = role
  const command = new AssumeRoleCommand({
    RoleArn: role_arn,
    RoleSessionName: session_name,
    ExternalId: external_id,
    Policy: connection.sessionPolicy,
    DurationSeconds: durationS,
  })
  const askedAt = now().getTime()
  const answer = await call(sourceOf(connection, role), {
    service: 'sts',
    operation: 'sts:AssumeRole',
    what: `Assuming the role ${role_arn}`,
    signal: AbortSignal.timeout(limitMs),
    send: ({ sts }, options) => sts().send(command, options),
  })
  return { ...keysIn(answer, role_arn), expiration: new Date(askedAt + durationS * 1000) }
}

/** Whoever assumes the role, as a connection of its own: in the same place, with other credentials. */
export function sourceOf(connection: Connection, { source }: AssumedRole): Connection {
  const providerId = `${connection.providerId} source`
  return { ...connection, providerId, credentials: source, sessionPolicy: undefined }
}

function keysIn({ Credentials: given }: AssumeRoleCommandOutput, roleArn: string): Keys {
  if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
    throw new Problem('unexpected-response', `Assuming the role ${roleArn} gave no credentials.`)
  }
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
  }
}
