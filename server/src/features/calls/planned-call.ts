import type { Answer, Foresight } from '../../bedrock/bedrock.ts'
import type { Load } from './load-of.ts'

/** One call of Bedrock that somebody wants to make. */
export interface Call {
  readonly organizationId: string
  /** '' when no automation makes it. */
  readonly automationId: string
  /** '' when it calls no provider. */
  readonly providerId: string
  /** What was promised room within the limits; any id of its own when nothing was. */
  readonly runId: string
  /** What is sent, as it is stored. */
  readonly request: Record<string, unknown>
  /** What is known of it although the request does not say so; asked where a budget counts the call. */
  readonly foresee?: (() => Promise<readonly Foresight[]>) | null
  /** What it is known to have used, should it fail: an agent may have come far by then. */
  readonly used?: () => Pick<Answer, 'model' | 'usage'>
  /** Throws a `Problem`. */
  readonly perform: () => Promise<Answer>
}

/** A call as budgets, limits and usage see it. */
export interface PlannedCall extends Call {
  readonly attemptId: string
  readonly load: Load
}
