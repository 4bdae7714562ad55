import { isRecord } from './read-value.ts'
import type { VisitorState } from './state.ts'

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown) => typeof value === 'string'
const isFlatList = (value: unknown) => Array.isArray(value) && value.every(isText)

interface Part {
  readonly name: string
  readonly kind: string
  readonly is: (value: unknown) => boolean
}

const part = (kind: string, is: Part['is']) => (name: string): Part => ({ name, kind, is }) // prettier-ignore
const [number, text, object, list] = [part('a number', isNumber), part('a text', isText), part('an object', isRecord), part('a list of texts', isFlatList)] // prettier-ignore

const ofEvent = [text('eventId'), number('eventAt')]
const ofOrigin = [...ofEvent, number('depth'), list('causes')]
const ofVisitor = [
  ...['createdAt', 'lastEventAt', 'events', 'visits'].map(number),
  ...['lastEvent', 'attributes', 'audiences'].map(object),
  text('revision'),
]
const ofVisit = [
  ...['startedAt', 'lastEventAt', 'ttlMs', 'events'].map(number),
  ...['attributes', 'origin'].map(object),
  list('audiencesAtStart'),
]

/**
 * What is wrong with a state as it is stored, or undefined. Nothing that Outcrop writes is ever
 * refused: somebody has edited it, or it is of a version that wrote another shape.
 */
export function faultInState(state: unknown): string | undefined {
  if (!isRecord(state)) return 'it is no JSON object'
  const { lastEvent, visit } = state
  const fault = faultIn(state, ofVisitor, '') ?? faultIn(lastEvent, ofEvent, 'lastEvent.')
  if (fault !== undefined || visit === null) return fault
  if (!isRecord(visit)) return 'visit is neither null nor an object'
  return faultIn(visit, ofVisit, 'visit.') ?? faultIn(visit['origin'], ofOrigin, 'visit.origin.')
}

function faultIn(value: unknown, parts: readonly Part[], path: string): string | undefined {
  if (!isRecord(value)) return undefined
  const wrong = parts.find(({ name, is }) => !is(value[name]))
  return wrong && `${path}${wrong.name} is not ${wrong.kind}`
}

export const isWhole = (state: unknown): boolean => faultInState(state) === undefined

/** The stored state of a visitor cannot be read: nothing must be made of it. */
export class BrokenState extends Error {
  override readonly name = 'BrokenState'
}

export const brokenBecause = (fault: string): string =>
  `The stored state of the visitor is broken: ${fault}.`

/** Throws where a state is none: of NaN and the like, only more of it could come. */
export function requireWhole(state: VisitorState): void {
  const fault = faultInState(state)
  if (fault !== undefined) throw new BrokenState(brokenBecause(fault))
}
