import type { Attempt, ProblemDocument } from '@outcrop/contract'
import type { Answer } from '../../bedrock/bedrock.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { SettledHold } from '../budgets/budgets.ts'
import type { CallEntry } from '../usage/usage.ts'

/** A call that has ended, as it is stored. `raw` is null when there was no answer. */
export interface CallRecord {
  readonly id: string
  readonly startedAt: Date
  readonly answeredAt: Date | null
  readonly latencyMs: number | null
  readonly request: Record<string, unknown> | null
  readonly raw: Record<string, unknown> | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly costUsd: string | null
  readonly outputMode: Attempt['output_mode']
  readonly problem: ProblemDocument | null
  /** What budgets held for the call, and what it has really cost them. */
  readonly holds: readonly SettledHold[]
}

interface Ended {
  readonly record: CallRecord
  /** The call as usage counts it. */
  readonly entry: CallEntry
}

/** What came of a call: an answer, or the problem that stood in its way. */
export type MadeCall =
  | (Ended & { readonly answer: Answer })
  | (Ended & { readonly answer: null; readonly problem: Problem })
