import type { Attribute, Audience, Enrichment, Moment } from '@outcrop/contract'
import { compileChange } from './changes/compile-change.ts'
import { expireEntries } from './changes/journey.ts'
import type { Apply, Shape } from './changes/shape.ts'
import { profileMatcher, type ProfileMatcher } from './profile-matcher.ts'

const dayMs = 86_400_000

export interface EnrichmentRule {
  readonly when: Moment
  readonly applies: ProfileMatcher
  readonly apply: Apply
}

export interface AttributeRule extends Shape {
  readonly scope: 'visitor' | 'visit'
  readonly enrichments: readonly EnrichmentRule[]
  /** Whether it is counted up or down: then the values of two visitors add up. */
  readonly counts: boolean
  /** Which of several values it keeps, where its enrichments say so. */
  readonly captures: 'first' | 'last' | 'minimum' | 'maximum' | null
}

export interface AudienceRule {
  readonly id: string
  readonly name: string
  readonly member: ProfileMatcher
}

/** What is done to the visitors of one stream. */
export interface ProfileRules {
  /** Changes whenever what follows does. */
  readonly revision: string
  /** In the order in which they are changed: visitor ids last, so that they may use all others. */
  readonly attributes: readonly AttributeRule[]
  /** Of each moment the attributes that it changes, with those of their enrichments only. */
  readonly at: Readonly<Record<Moment, readonly AttributeRule[]>>
  readonly audiences: readonly AudienceRule[]
  /** Attributes whose values are ids of visitors; none in most streams. */
  readonly identifiers: ReadonlySet<string>
  /** Of each attribute, as `scope.name`, the audiences that ask about it, by their place. */
  readonly readers: ReadonlyMap<string, readonly number[]>
  /** The places of the audiences that ask how long ago something was. */
  readonly timed: readonly number[]
}

/** An attribute as it is stored. */
export interface GivenAttribute extends Pick<Attribute, 'id' | 'name' | 'scope' | 'type'> {
  readonly steps: readonly string[] | null
  readonly keep_days: number | null
  readonly enrichments: readonly Enrichment[]
}

type GivenAudience = Pick<Audience, 'id' | 'name' | 'condition'>

/** Compiles the attributes and audiences of a stream. One that cannot be compiled is reported and left out. */
export function compileProfileRules(
  revision: string,
  attributes: readonly GivenAttribute[],
  audiences: readonly GivenAudience[],
  onFault: (error: unknown, id: string) => void,
): ProfileRules {
  const compiled = attributes.flatMap((one) => unlessFaulty(one.id, onFault, () => attributeRule(one))) // prettier-ignore
  const members = audiences.flatMap((one) => unlessFaulty(one.id, onFault, () => audienceRule(one)))
  const ordered = [
    ...compiled.filter(({ type }) => type !== 'visitor_id'),
    ...compiled.filter(({ type }) => type === 'visitor_id'),
  ]
  return {
    revision,
    attributes: ordered,
    at: {
      any_event: changedAt(ordered, 'any_event'),
      new_visit: changedAt(ordered, 'new_visit'),
      new_visitor: changedAt(ordered, 'new_visitor'),
      visit_ended: changedAt(ordered, 'visit_ended'),
    },
    audiences: members,
    identifiers: new Set(
      compiled.flatMap(({ type, name }) => (type === 'visitor_id' ? [name] : [])),
    ),
    readers: readersOf(members),
    timed: members.flatMap(({ member }, place) => (member.isTimed ? [place] : [])),
  }
}

function unlessFaulty<T>(
  id: string,
  onFault: (error: unknown, id: string) => void,
  compile: () => T,
): T[] {
  try {
    return [compile()]
  } catch (error) {
    onFault(error, id)
    return []
  }
}

function attributeRule({
  name,
  type,
  scope,
  steps,
  keep_days,
  enrichments,
}: GivenAttribute): AttributeRule {
  const shape: Shape = {
    name,
    type,
    steps: steps ?? [],
    keepMs: keep_days === null ? null : keep_days * dayMs,
  }
  return {
    ...shape,
    scope,
    counts: enrichments.some(
      ({ change: { kind } }) => kind === 'increment' || kind === 'decrement',
    ),
    captures:
      enrichments.flatMap(({ change }) => (change.kind === 'capture' ? [change.keep] : []))[0] ??
      null,
    enrichments: [
      ...expiryOf(shape),
      ...enrichments.map(({ when, condition, change }) => ({
        when,
        applies: profileMatcher(condition),
        apply: compileChange(change, shape),
      })),
    ],
  }
}

/** What every event does to a timeline that keeps its entries for some days, before its own enrichments. */
const expiryOf = ({ type, keepMs }: Shape): EnrichmentRule[] =>
  type === 'timeline' && keepMs !== null
    ? [{ when: 'any_event', applies: profileMatcher({ all: [] }), apply: expireEntries(keepMs) }]
    : []

const changedAt = (attributes: readonly AttributeRule[], moment: Moment): AttributeRule[] =>
  attributes
    .map((one) => ({ ...one, enrichments: one.enrichments.filter(({ when }) => when === moment) }))
    .filter(({ enrichments }) => enrichments.length > 0)

const audienceRule = ({ id, name, condition }: GivenAudience): AudienceRule => ({
  id,
  name,
  member: profileMatcher(condition),
})

function readersOf(audiences: readonly AudienceRule[]): Map<string, number[]> {
  const readers = new Map<string, number[]>()
  audiences.forEach(({ member }, place) => {
    for (const name of member.reads) {
      const places = readers.get(name)
      if (places) places.push(place)
      else readers.set(name, [place])
    }
  })
  return readers
}
