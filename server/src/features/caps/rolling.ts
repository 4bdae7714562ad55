import type { Cap } from './caps-of.ts'

/**
 * The starts that count at a time: those within the period before it. One that lies in the future,
 * because the clock was set back, counts as if it were now, so that it goes by in the end.
 */
export const counting = (starts: readonly number[], { periodMs }: Cap, at: number): number[] =>
  starts.map((start) => Math.min(start, at)).filter((start) => start > at - periodMs)

/** How often something has started since its period began. */
export interface Stretch {
  readonly beganAt: number
  readonly starts: number
}

/** The stretch that goes on at a time: another one when the period is over, or the clock was set far back. */
export const stretchAt = (known: Stretch | undefined, { periodMs }: Cap, at: number): Stretch =>
  known && Math.abs(at - known.beganAt) < periodMs ? known : { beganAt: at, starts: 0 }
