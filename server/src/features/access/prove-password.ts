import type { Db } from '../../db/transaction.ts'
import { signInLimit, tooManyTries } from '../../http/sign-in-limit.ts'
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
  const { max, timeWindow } = signInLimit.rateLimit
  const { current, ttl } = await countTry(db, `password of ${userId}`, timeWindow)
  if (current > max) throw tooManyTries(undefined, { ttl })
  if (given === undefined || !(await verifyPassword(proof.password, given))) {
    throw new Problem('invalid-input', given === undefined ? 'A new password needs the current one.' : 'This is not your current password.', { field: 'current_password', remedy: 'Give your current password. If you have forgotten it, sign in with a new one-time link and set a new one within the hour.' }) // prettier-ignore
  }
}
