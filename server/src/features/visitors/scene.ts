import type { Value, Values, VisitorState } from './state.ts'

/** What changes and conditions look at: a visitor, the visit, and the event that arrives, if one does. */
export interface Scene {
  readonly visitorId: string
  /** Of the event, or of the end of the visit, in milliseconds since 1970. */
  readonly at: number
  readonly event: Readonly<Record<string, unknown>>
  readonly visitor: Record<string, Value>
  readonly visit: Record<string, Value>
  /** The same before this event. */
  readonly before: { readonly visitor: Values; readonly visit: Values }
  /** Says why a change does not happen, or not wholly. */
  readonly refuse: (reason: string) => void
}

/** A value by its name, and nothing that every object has. */
export const own = (values: Values, name: string): Value | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined

/** A visitor to whom nothing happens but time: to be looked at, not changed. */
export const sceneAt = (state: VisitorState, visitorId: string, at: number): Scene => ({
  visitorId,
  at,
  event: {},
  visitor: state.attributes,
  visit: state.visit?.attributes ?? {},
  before: { visitor: state.attributes, visit: state.visit?.attributes ?? {} },
  refuse: () => undefined,
})
