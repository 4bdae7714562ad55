import type { Origin } from './origin.ts'
import type { Value, VisitorState } from './state.ts'

/** One thing that an event, or the passing of time, did to a visitor. */
export type Happening =
  | { readonly type: 'new_visitor' | 'returning_visitor' }
  | {
      readonly type: 'changed'
      readonly scope: 'visitor' | 'visit'
      readonly attribute: string
      readonly before: Value | undefined
      readonly after: Value | undefined
    }
  /** A change that does not happen, or not wholly. */
  | { readonly type: 'refused'; readonly attribute: string; readonly reason: string }
  /** Nothing of the event was applied. */
  | { readonly type: 'ignored'; readonly reason: string }
  | Moment

/** A moment in the life of a visitor that may start automations. */
export interface Moment {
  readonly type: 'joined' | 'left' | 'visit_started' | 'visit_ended'
  /** The audience that was joined or left; null for a visit. */
  readonly audienceId: string | null
  /** It follows from new rules, not from anything that the visitor did: it starts nothing. */
  readonly filled: boolean
  /** The visitor at that moment. */
  readonly visitor: VisitorState
  readonly at: number
  readonly origin: Origin
}

/** A visitor after something happened to it. */
export interface Applied {
  readonly state: VisitorState
  readonly happenings: readonly Happening[]
}
