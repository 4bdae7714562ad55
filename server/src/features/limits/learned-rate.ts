/** A rate per minute that was learned from refusals of AWS. */
export interface LearnedRate {
  /** Right after the last cut. */
  readonly perMinute: number
  /** What was refused. */
  readonly peak: number
  /** When it was cut last, in milliseconds. */
  readonly cutAt: number
}

/** A refusal for asking too often. */
export interface Refusal {
  /** When the refused call began, in milliseconds. */
  readonly startedAt: number
  /** Calls (or tokens) per minute that all workers together were making. */
  readonly observed: number
}

/** What a refusal leaves of a rate, and how much of its height comes back in a second: all of it in minutes. */
const left = 0.7
const backPerSecond = 0.005

/**
 * The rate after a refusal: cut by a share, so that a few refusals are enough whatever the distance.
 * Calls that were on their way during the last cut are no news and cut nothing.
 */
export function cutRate(
  learned: LearnedRate | null,
  configured: number | null,
  { startedAt, observed }: Refusal,
  now: number,
): LearnedRate {
  if (learned && startedAt <= learned.cutAt) return learned
  const current = rateNow(learned, configured, now) ?? Math.max(1, observed)
  return { perMinute: Math.max(1, current * left), peak: current, cutAt: now }
}

/**
 * The rate that counts now. It grows back steadily, never above the configured figure; without one
 * it is forgotten when it has grown to twice what was refused. Null is no limit.
 */
export function rateNow(
  learned: LearnedRate | null,
  configured: number | null,
  now: number,
): number | null {
  if (!learned) return configured
  const seconds = Math.max(0, now - learned.cutAt) / 1000
  const height = Math.max(learned.peak, configured ?? 0)
  const grown = learned.perMinute + height * backPerSecond * seconds
  if (configured === null) return grown >= learned.peak * 2 ? null : grown
  return Math.min(configured, grown)
}
