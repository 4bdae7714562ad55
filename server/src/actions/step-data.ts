import type { VisitorProfile } from './visitor-profile.ts'

/** What a step can be rendered from: the event that started the run and the steps before it. */
export interface StepData {
  readonly organizationId: string
  /** Names what outlives an attempt, such as the session with an agent. */
  readonly run: {
    readonly id: string
    readonly stepId: string
    /** Null for a trial, which no automation runs. */
    readonly automationId: string | null
  }
  readonly source: {
    readonly account: string
    readonly profile: string
    readonly visitorId: string | null
  }
  readonly event: {
    readonly id: string | null
    readonly name: string | null
    readonly receivedAt: string
    readonly payload: Record<string, unknown>
  }
  /** The visitor when the run started; null when no step asks for it, or nobody knows it. */
  readonly visitor: VisitorProfile | null
  /** Outputs of earlier steps by step id. */
  readonly steps: Readonly<Record<string, { readonly output: unknown }>>
}
