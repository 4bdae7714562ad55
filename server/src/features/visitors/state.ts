import type { Origin } from './origin.ts'

/** What an attribute can hold. A date is a number of milliseconds since 1970; which one it is, its type says. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value }

export type Values = Readonly<Record<string, Value>>

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)

export const isTable = (value: Value | undefined): value is Values =>
  typeof value === 'object' && !Array.isArray(value)

export interface Visit {
  readonly startedAt: number
  readonly lastEventAt: number
  /** How long it stays open without an event, in milliseconds: fixed by its first event. */
  readonly ttlMs: number
  readonly events: number
  readonly attributes: Values
  readonly origin: Origin
  /** Audiences that the visitor was in when it started. */
  readonly audiencesAtStart: readonly string[]
}

/** Everything that is kept of a visitor, as it is stored. Times are milliseconds since 1970. */
export interface VisitorState {
  readonly createdAt: number
  readonly lastEventAt: number
  readonly lastEvent: Pick<Origin, 'eventId' | 'eventAt'>
  readonly events: number
  readonly visits: number
  readonly attributes: Values
  readonly visit: Visit | null
  /** When the visitor joined each audience it is in, by id. */
  readonly audiences: Readonly<Record<string, number>>
  /** Of the rules that it was last held against: under others, every audience is asked again. */
  readonly revision: string
}
