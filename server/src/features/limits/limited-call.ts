import type { ProviderLimits } from '@outcrop/contract'

export interface LimitedProvider {
  readonly providerId: string
  readonly limits: ProviderLimits
}

/** A call that is about to be made. */
export interface LimitedCall {
  readonly runId: string
  readonly automationId: string
  readonly providerId: string
  /** The model, profile, flow or agent as the step names it. */
  readonly target: string
  /** What it may use at most, as AWS counts for its quotas. */
  readonly tokens: number
}
