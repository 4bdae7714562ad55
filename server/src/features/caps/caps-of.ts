import type { Cap as GivenCap, Trigger } from '@outcrop/contract'

export interface Cap {
  readonly starts: number
  /** In milliseconds; infinite when it holds for ever. */
  readonly periodMs: number
}

/** What keeps an automation from starting too often. */
export interface StartCaps {
  /** The name of the automation. */
  readonly name: string
  /** For one visitor. */
  readonly visitor: Cap | null
  /** For all visitors together. */
  readonly overall: Cap | null
}

const hourMs = 3_600_000

/** The caps of a trigger; undefined when it has none. */
export function capsOf(
  name: string,
  { cap, cap_overall: overall }: Exclude<Trigger, { type: 'manual' }>,
): StartCaps | undefined {
  if (!cap && !overall) return undefined
  return { name, visitor: capOf(cap), overall: capOf(overall) }
}

const capOf = (given: GivenCap | undefined): Cap | null =>
  given
    ? { starts: given.starts, periodMs: (given.period_hours ?? Number.POSITIVE_INFINITY) * hourMs }
    : null
