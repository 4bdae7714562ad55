import { newId } from '../../kernel/id.ts'

/** What a visitor did that started an automation; null when it was an event. */
export type DelayMoment = 'joined' | 'left' | 'visit_start' | 'visit_end' | null

/** A start that is to wait. */
export interface NewDelay {
  readonly id: string
  readonly organizationId: string
  readonly automationId: string
  readonly streamId: string
  readonly shard: number
  readonly visitorId: string | null
  readonly feedId: string | null
  readonly audienceId: string | null
  readonly moment: DelayMoment
  readonly eventId: string
  readonly eventAt: Date
  readonly depth: number
  readonly causes: readonly string[]
  readonly dueAt: Date
}

export const newDelay = (given: Omit<NewDelay, 'id'>): NewDelay => ({
  id: newId('delay'),
  ...given,
})
