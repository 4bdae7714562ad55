import type { Db } from '../../db/transaction.ts'
import { signInLimit } from '../../http/sign-in-limit.ts'
import { Problem } from '../../kernel/problem.ts'
import { needsCurrentPassword, type Proof } from './needs-current-password.ts'
import { verifyPassword } from './sessions.ts'
import { countTry } from './try-store.ts'

export interface Proving {
  readonly db: Db
  readonly userId: string
  readonly now: Date
}

/** Throws unless the person has shown that the password is theirs to change; tries are counted. */
export async function provePassword(
  { db, userId, now }: Proving,
  proof: Proof,
  given: string | undefined,
): Promise<void> {
  if (proof.password === null || !needsCurrentPassword(proof, now)) return
  if (given === undefined) throw refused('A new password needs the current one.')
  const { max, timeWindow } = signInLimit.rateLimit
  const { current, ttl } = await countTry(db, `password of ${userId}`, timeWindow)
  if (current > max) throw new Problem('too-many-requests', 'The current password was asked for too often in the last minute.', { retryAfterMs: ttl }) // prettier-ignore
  if (!(await verifyPassword(proof.password, given))) throw refused('This is not your current password.') // prettier-ignore
}

const refused = (detail: string) =>
  new Problem('invalid-input', detail, { field: 'current_password', remedy: 'Give your current password. If you have forgotten it, sign in with a new one-time link and set a new one within the hour.' }) // prettier-ignore
