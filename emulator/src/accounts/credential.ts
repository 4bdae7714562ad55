import type { Policy } from '../iam/policy-schema.ts'

/** Tags by key, and those keys that a session hands on to the next role that it assumes. */
export type SessionTags = {
  values: Readonly<Record<string, string>>
  transitive: readonly string[]
}

/** A key pair that may sign requests, and whom it stands for. */
export type Credential = {
  accountId: string
  accessKeyId: string
  secret: string
  sessionToken: string | undefined
  expiresAt: Date | undefined
  userId: string
  arn: string
  /** The role behind an assumed session; it is what trust policies name. */
  roleArn: string | undefined
  /** Of the user and the key, or of the role; everything is allowed without. */
  policies: readonly Policy[] | undefined
  /** The tags of a role session; none if absent. */
  tags?: SessionTags | undefined
  /** Who a role session says that it acts for; sessions of sessions keep it. */
  sourceIdentity?: string | undefined
  /** What a role session was narrowed to. */
  sessionPolicies: readonly Policy[] | undefined
}
