import type { Attribute, Enrichment, Finding } from '@outcrop/contract'
import { checkChange } from './check-change.ts'
import { checkCondition, comparisonsIn } from './check-condition.ts'
import { typeName, type KnownAttribute, type KnownAttributes } from './known-attribute.ts'
import { slotsOf } from './slots-of.ts'

/** What is checked of an attribute. */
export interface GivenAttribute {
  readonly name: string
  readonly scope: Attribute['scope']
  readonly type: Attribute['type']
  readonly steps?: readonly string[] | null | undefined
  readonly keep_days?: number | null | undefined
  readonly enrichments: readonly Enrichment[]
}

/** Every mistake in an attribute, with its place. `others` are the attributes of its stream. */
export function checkAttribute(given: GivenAttribute, others: KnownAttributes): Finding[] {
  const own: KnownAttribute = {
    name: given.name,
    scope: given.scope,
    type: given.type,
    steps: given.steps ?? [],
  }
  // It may ask about itself: what it held before.
  const known = new Map(others).set(own.name, own)
  return [
    ...checkShape(given),
    ...given.enrichments.flatMap((enrichment, index) =>
      checkEnrichment(enrichment, `enrichments.${index}`, own, known),
    ),
  ]
}

function checkShape({ scope, type, steps, keep_days }: GivenAttribute): Finding[] {
  const faults: Finding[] = []
  const say = (path: string, message: string) => faults.push({ path, message })
  if (scope === 'visit' && (type === 'badge' || type === 'visitor_id')) {
    say('scope', `A ${typeName(type)} belongs to the visitor. Set the scope to "visitor".`)
  }
  if (type === 'funnel' && (steps ?? []).length === 0) {
    say('steps', 'A funnel needs its steps, in order.')
  }
  if (type !== 'funnel' && steps) say('steps', `Only a funnel has steps; this is a ${typeName(type)}. Leave them out.`) // prettier-ignore
  const twice = (steps ?? []).find((step, index, all) => all.indexOf(step) !== index)
  if (twice !== undefined) say('steps', `The step "${twice}" is there twice.`)
  if (type !== 'timeline' && (keep_days ?? null) !== null) {
    say('keep_days', `Only a timeline keeps its entries for days; this is a ${typeName(type)}. Leave it out.`) // prettier-ignore
  }
  return faults
}

function checkEnrichment(
  { when, condition, change }: Enrichment,
  path: string,
  changed: KnownAttribute,
  known: KnownAttributes,
): Finding[] {
  const faults = [
    ...checkCondition(condition, `${path}.condition`, known),
    ...checkChange(change, `${path}.change`, changed, known),
  ]
  // A condition that is too deep is not looked into.
  if (faults.length > 0 || when !== 'visit_ended') return faults
  return asksEvent({ condition, change }, changed) ? [noEvent(path)] : []
}

/** Whether an enrichment looks at the event. */
function asksEvent(
  { condition, change }: Pick<Enrichment, 'condition' | 'change'>,
  { type }: KnownAttribute,
): boolean {
  const sources = slotsOf(change, type).map(([, source]) => source)
  return (
    comparisonsIn(condition).some(({ scope }) => scope === 'event') ||
    sources.some((source) => 'scope' in source && source.scope === 'event')
  )
}

const noEvent = (path: string): Finding => ({
  path: `${path}.when`,
  message: 'A visit ends without an event, so there is none to look at. Keep what you need in an attribute of the visit, and use that here.', // prettier-ignore
})
