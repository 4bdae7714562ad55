import type { Rounds } from './rounds.ts'

/** One thing that must hold besides the first goal. */
export interface Condition {
  /** Such as `p99`. */
  readonly name: string
  /** With its unit, such as `21 ms`. */
  readonly measured: string
  /** With its unit, such as `≤ 50 ms`. */
  readonly wanted: string
  readonly met: boolean
}

/** What a benchmark measured, round by round, beside its floor of the same rounds. */
export interface Outcome extends Rounds {
  /** Unit of floor, figure and goal. */
  readonly unit: string
  readonly goal: { readonly atLeast: number } | { readonly atMost: number }
  readonly conditions: readonly Condition[]
  /** What explains the figure: one sentence each. */
  readonly remarks: readonly string[]
}

export interface Bench {
  readonly name: string
  /** What the figure is, as a noun phrase. */
  readonly figure: string
  /** What the floor is, as a noun phrase. */
  readonly floor: string
  run(): Promise<Outcome>
}
