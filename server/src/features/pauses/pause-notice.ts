import type { ProblemDocument } from '@outcrop/contract'

/** That runs wait from now on for somebody who can mend what AWS refuses, or wait no longer. */
export interface PauseNotice {
  readonly organizationId: string
  readonly providerId: string
  /** The model, prompt, flow or agent; null for the provider as a whole. */
  readonly target: string | null
  /** Null when they go on. */
  readonly problem: ProblemDocument | null
}

export type OnPauseNotice = (notice: PauseNotice) => void
