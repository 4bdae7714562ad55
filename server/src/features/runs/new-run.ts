import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import { newId } from '../../kernel/id.ts'

/** A run that is about to be queued. */
export interface NewRun {
  readonly id: string
  readonly organizationId: string
  readonly automationId: string
  readonly versionId: string
  readonly lane: string
  readonly deadlineS: number
  readonly triggerType: 'event' | 'audience' | 'manual' | 'replay'
  readonly feedId: string | null
  readonly audienceId: string | null
  readonly streamId: string
  readonly eventId: string
  readonly eventAt: Date
  readonly visitorId: string | null
  /** The visitor at the moment that started it; null when it was not a moment of a visitor. */
  readonly visitor: VisitorProfile | null
  readonly depth: number
  readonly causes: readonly string[]
  readonly replayOf: string | null
}

/** A deadline of a part of a second is rounded up: it is stored in whole ones. */
export function newRun(given: Omit<NewRun, 'id'>): NewRun {
  return { id: newId('run'), ...given, deadlineS: Math.ceil(given.deadlineS) }
}
