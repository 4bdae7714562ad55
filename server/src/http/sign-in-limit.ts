import { Problem } from '../kernel/problem.ts'

/** Route configuration that slows down guessing: tries per minute and address. */
export const signInLimit = { rateLimit: { max: 10, timeWindow: 60_000 } }

export function tooManyTries(_request: unknown, { ttl }: { ttl: number }): Problem {
  return new Problem('too-many-requests', 'Too many sign-in tries from this address.', { retryAfterMs: ttl }) // prettier-ignore
}
