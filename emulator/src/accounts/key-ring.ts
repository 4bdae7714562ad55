import { randomBytes } from 'node:crypto'
import type { Policy } from '../iam/policy-schema.ts'
import type { Account, Role } from './account-schema.ts'
import type { Credential, SessionTags } from './credential.ts'
import { roleIdentity } from './role-identity.ts'
import { uniqueId } from './unique-id.ts'

/** How long an expired session is still known, so that it is refused as expired, not as unknown. */
const rememberMs = 24 * 3600_000

export type KeyRing = {
  find: (accessKeyId: string) => Credential | undefined
  /** Opens a role session; its `ASIA…` key signs requests until it expires. */
  openSession: (
    session: Session,
    now: Date,
  ) => Credential & { sessionToken: string; expiresAt: Date }
}
export type Session = {
  accountId: string
  role: Role
  name: string
  durationS: number
  policies: readonly Policy[] | undefined
  tags: SessionTags
  sourceIdentity: string | undefined
}

export function createKeyRing(accounts: readonly Account[]): KeyRing {
  const lasting = new Map(accounts.flatMap(lastingKeys).map((key) => [key.accessKeyId, key]))
  const sessions = new Map<string, Credential>()
  return {
    find: (id) => lasting.get(id) ?? sessions.get(id),
    openSession: (session, now) => {
      forgetOld(sessions, now)
      const opened = newSession(session, now)
      sessions.set(opened.accessKeyId, opened)
      return opened
    },
  }
}

function lastingKeys(account: Account): Credential[] {
  return account.accessKeys.map((key) => ({
    accountId: account.id,
    accessKeyId: key.id,
    secret: key.secret,
    sessionToken: key.sessionToken,
    expiresAt: key.expiresAt === undefined ? undefined : new Date(key.expiresAt),
    userId: uniqueId('AIDA', `${account.id}/${key.user}`),
    arn: `arn:aws:iam::${account.id}:user/${key.user}`,
    roleArn: undefined,
    policies: joined(account.users.find(({ name }) => name === key.user)?.policies, key.policies),
    sessionPolicies: undefined,
  }))
}

/** Undefined, which allows everything, only when neither is given. */
function joined(
  first: readonly Policy[] | undefined,
  second: readonly Policy[] | undefined,
): readonly Policy[] | undefined {
  return first || second ? [...(first ?? []), ...(second ?? [])] : undefined
}

function newSession(
  { accountId, role, name, durationS, policies, tags, sourceIdentity }: Session,
  now: Date,
): ReturnType<KeyRing['openSession']> {
  return {
    ...roleIdentity(accountId, role, name),
    accessKeyId: uniqueId('ASIA', randomBytes(32)).slice(0, 20),
    secret: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(180).toString('base64'),
    expiresAt: new Date(now.getTime() + durationS * 1000),
    sessionPolicies: policies,
    tags,
    sourceIdentity,
  }
}

function forgetOld(sessions: Map<string, Credential>, now: Date): void {
  // Sessions are kept in the order of opening, so the scan ends at the first one still worth keeping.
  for (const [id, session] of sessions) {
    if ((session.expiresAt?.getTime() ?? 0) > now.getTime() - rememberMs) return
    sessions.delete(id)
  }
}
