import type { RetryPolicy } from '@outcrop/contract'

/**
 * How long to wait before try number `failures + 1`, in milliseconds: exponential with full jitter,
 * so that many failed runs do not come back together. A longer wish of the server wins.
 * `random` is in [0, 1).
 */
export function backoffMs(
  policy: Pick<RetryPolicy, 'interval_s' | 'backoff_rate' | 'max_interval_s'>,
  failures: number,
  random: number,
  retryAfterMs = 0,
): number {
  const exponential = policy.interval_s * policy.backoff_rate ** Math.max(0, failures - 1)
  const ceiling = Math.min(policy.max_interval_s, exponential) * 1000
  return Math.max(retryAfterMs, Math.round(ceiling * random))
}
