import type { DeliveryRecord, ProblemDocument, RunState } from '@outcrop/contract'
import type { NewEvent } from '../events/events.ts'
import type { NewAttempt } from './attempt-store.ts'

/** How a step ended well. */
export interface StepEnd {
  readonly stepId: string
  readonly attemptId: string | null
  readonly output: unknown
  readonly repaired: boolean
  readonly delivery: DeliveryRecord
}

/**
 * Everything that one stage of a run changes, to be committed as one: the run's new standing, how
 * its step ended, the answer event, and what it cost.
 */
export interface Settlement {
  readonly runId: string
  readonly fence: number
  readonly organizationId: string
  readonly automationId: string
  /** `running` when the run goes on with its next step in the same worker. */
  readonly state: RunState
  readonly dueAt: Date | null
  readonly lane: string
  readonly step: number
  readonly failures: number
  readonly throttles: number
  /** A try failed, and another one is made later. */
  readonly isRetry: boolean
  readonly problem: ProblemDocument | null
  readonly at: Date
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly costUsd: string | null
  readonly stepEnd: StepEnd | null
  /** A try that failed before there was an answer to store. */
  readonly attempt: NewAttempt | null
  /** A stored answer that could not be used, and why. */
  readonly spoiled: { readonly attemptId: string; readonly problem: ProblemDocument } | null
  readonly event: NewEvent | null
}

const ended: ReadonlySet<RunState> = new Set(['succeeded', 'succeeded_with_defaults', 'failed', 'cancelled', 'timed_out']) // prettier-ignore

export const hasEnded = (state: RunState): boolean => ended.has(state)
