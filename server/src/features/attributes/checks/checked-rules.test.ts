import { attributeTypes, type AttributeType, type Enrichment } from '@outcrop/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyEvent, compileProfileRules, type VisitorState } from '../../visitors/visitors.ts'
import { checkAttribute } from './check-attribute.ts'
import { anyCondition, anyEnrichment, type Typed } from './testing/any-enrichment.ts'
import { known } from './testing/known.ts'

const minute = 60_000
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown) => typeof value === 'string' && value.length <= 1000
const isFlag = (value: unknown) => typeof value === 'boolean'
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value) // prettier-ignore
const listOf = (isItem: (item: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(isItem) // prettier-ignore

/** What a value of each type must be, whatever events bring. */
const fits: Record<AttributeType, (value: unknown) => boolean> = {
  number: isNumber,
  string: isText,
  boolean: isFlag,
  date: (value) => isNumber(value) && !Number.isNaN(new Date(Number(value)).getTime()),
  number_array: listOf(isNumber),
  string_array: listOf((item) => typeof item === 'string'),
  boolean_array: listOf(isFlag),
  set: (value) => listOf((item) => typeof item === 'string')(value) && Array.isArray(value) && new Set(value).size === value.length,
  tally: (value) => isObject(value) && Object.values(value).every(isNumber),
  badge: isFlag,
  funnel: (value) => isObject(value) && 'steps' in value && isObject(value.steps) && 'completed' in value && isFlag(value.completed),
  timeline: (value) => listOf(isObject)(value) && Array.isArray(value) && value.length <= 100,
  visitor_id: isText,
} // prettier-ignore

/** The attributes of `known`, each with those of the enrichments that are of its type. */
const storedWith = (typed: readonly Typed[]) =>
  [...known.values()].map((one) => ({
    ...one,
    id: one.name,
    steps: one.type === 'funnel' ? one.steps : null,
    keep_days: one.type === 'timeline' ? 30 : null,
    enrichments: typed
      .filter(({ type }) => type === one.type)
      .map(({ enrichment }): Enrichment => enrichment),
  }))

const anyPayload = fc.record({
  order: fc.oneof(fc.record({ total: fc.oneof(fc.jsonValue(), fc.double(), fc.integer().map(String), fc.constantFrom('2026-01-01', ['red', 'blue', 'red'], [1, 2], { red: 2, blue: 'x' }, [true, 'false'], 'visitor-1')) }), fc.jsonValue()), // prettier-ignore
  kill_visitor_session: fc.boolean(),
})

it('what passes the checks compiles, and whatever events come, values are of their types', () => {
  const seen = new Set<AttributeType>()
  fc.assert(
    fc.property(
      fc.array(anyEnrichment, { minLength: 5, maxLength: 40 }),
      anyCondition,
      fc.array(fc.tuple(anyPayload, fc.integer({ min: 1, max: 90 })), {
        minLength: 2,
        maxLength: 8,
      }),
      (typed, condition, events) => {
        const stored = storedWith(typed).map((one) => ({
          ...one,
          enrichments: one.enrichments.filter((each) => checkAttribute({ ...one, enrichments: [each] }, known).length === 0), // prettier-ignore
        }))
        const rules = compileProfileRules('1', stored, [{ id: 'adn', name: 'All', condition }], (error) => { throw error }) // prettier-ignore
        let visitor: VisitorState | undefined
        let eventAt = Date.UTC(2026, 0, 1)
        for (const [payload, pause] of events) {
          eventAt += pause * minute
          const event = { visitorId: 'v1', eventId: `evt_${eventAt}`, eventAt, depth: 0, causes: [], payload } // prettier-ignore
          visitor = applyEvent(visitor, event, rules).state
          for (const [name, value] of Object.entries(visitor.attributes)) {
            const type = known.get(name)?.type ?? 'number'
            seen.add(type)
            expect(fits[type](value), `${name} is ${JSON.stringify(value)}`).toBe(true)
          }
        }
      },
    ),
    { numRuns: 400 },
  )
  expect(seen.size).toBe(attributeTypes.length)
})
