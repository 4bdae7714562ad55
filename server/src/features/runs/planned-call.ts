import type { Step } from '@outcrop/contract'
import type { PreparedRequest } from '../../actions/define-action.ts'
import type { Load } from './load-of.ts'
import type { ClaimedRun } from './queue-store.ts'

export interface Call {
  readonly run: ClaimedRun
  readonly step: Step
  readonly kind: 'call' | 'reask'
  readonly prepared: PreparedRequest
}

/** A call as budgets, limits and usage see it. */
export interface PlannedCall extends Call {
  readonly attemptId: string
  readonly load: Load
  /** '' when the step calls no provider. */
  readonly providerId: string
}
