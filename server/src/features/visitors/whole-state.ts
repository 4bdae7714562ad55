import { isRecord } from './read-value.ts'
import type { VisitorState } from './state.ts'

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown) => typeof value === 'string'
const isFlatList = (value: unknown) => Array.isArray(value) && value.every(isText)

type Parts = Readonly<Record<string, readonly [kind: string, is: (value: unknown) => boolean]>>

const [number, object, list] = [['a number', isNumber], ['an object', isRecord], ['a list of texts', isFlatList]] as const // prettier-ignore
const ofOrigin: Parts = { eventId: ['a text', isText], eventAt: number }

const ofVisitor: Parts = {
  createdAt: number, lastEventAt: number, events: number, visits: number,
  lastEvent: object, attributes: object, audiences: object, revision: ['a text', isText],
} // prettier-ignore
const ofVisit: Parts = {
  startedAt: number, lastEventAt: number, ttlMs: number, events: number,
  attributes: object, origin: object, audiencesAtStart: list,
} // prettier-ignore

/**
 * What is wrong with a state as it is stored, or undefined. Nothing that Outcrop writes is ever
 * refused: somebody has edited it, or it is of a version that wrote another shape.
 */
export function faultInState(state: unknown): string | undefined {
  if (!isRecord(state)) return 'it is no JSON object'
  const { lastEvent, visit } = state
  const fault = faultIn(state, ofVisitor, '') ?? faultIn(lastEvent, ofOrigin, 'lastEvent.')
  if (fault !== undefined || visit === null) return fault
  if (!isRecord(visit)) return 'visit is neither null nor an object'
  const origin = { ...ofOrigin, depth: number, causes: list }
  return faultIn(visit, ofVisit, 'visit.') ?? faultIn(visit['origin'], origin, 'visit.origin.')
}

function faultIn(value: unknown, parts: Parts, path: string): string | undefined {
  if (!isRecord(value)) return undefined
  for (const name in parts) {
    const [kind, is] = parts[name] ?? object
    if (!is(value[name])) return `${path}${name} is not ${kind}`
  }
  return undefined
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
