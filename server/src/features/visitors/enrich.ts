import type { Moment } from '@outcrop/contract'
import { fit, maxProfile, same, sizeOf } from './fit.ts'
import type { Happening } from './happening.ts'
import type { AttributeRule, ProfileRules } from './profile-rules.ts'
import { own, type Scene } from './scene.ts'
import type { Value, Values } from './state.ts'

interface Subject extends Pick<Scene, 'visitorId' | 'at' | 'event'> {
  readonly visitor: Values
  readonly visit: Values
}

export interface Enriched {
  readonly scene: Scene
  /** What changed, as `scope.name`. */
  readonly changed: ReadonlySet<string>
  readonly happenings: readonly Happening[]
}

/** Applies the enrichments of these moments: attribute by attribute, each of its enrichments in order. */
export function enrich(
  subject: Subject,
  rules: ProfileRules,
  moments: ReadonlySet<Moment>,
): Enriched {
  const happenings: Happening[] = []
  const changed = new Set<string>()
  let name = ''
  const scene: Scene = {
    visitorId: subject.visitorId,
    at: subject.at,
    event: subject.event,
    visitor: { ...subject.visitor },
    visit: { ...subject.visit },
    before: { visitor: subject.visitor, visit: subject.visit },
    refuse: (reason) => happenings.push({ type: 'refused', attribute: name, reason }),
  }
  const size = { now: sizeOfAll(subject.visitor) + sizeOfAll(subject.visit) }
  for (const rule of rules.attributes) {
    name = rule.name
    const before = own(scene[rule.scope], name)
    const after = enriched(rule, before, scene, moments)
    if (same(before, after)) continue
    const grown = size.now + sizeOf(after) - sizeOf(before)
    if (grown > maxProfile && grown > size.now) {
      scene.refuse(`The visitor would have more than ${maxProfile} characters of attributes.`)
      continue
    }
    size.now = grown
    put(scene[rule.scope], name, after)
    changed.add(`${rule.scope}.${name}`)
    happenings.push({ type: 'changed', scope: rule.scope, attribute: name, before, after })
  }
  return { scene, changed, happenings }
}

const sizeOfAll = (values: Values): number =>
  Object.values(values).reduce<number>((sum, value) => sum + sizeOf(value), 0)

function enriched(
  { scope, name, enrichments }: AttributeRule,
  before: Value | undefined,
  scene: Scene,
  moments: ReadonlySet<Moment>,
): Value | undefined {
  let value = before
  for (const { when, applies, apply } of enrichments) {
    if (!moments.has(when) || !applies.holds(scene)) continue
    value = fit(apply(value, scene), value, scene.refuse)
    // The next enrichment of the same attribute may ask about it.
    put(scene[scope], name, value)
  }
  if (value !== before) put(scene[scope], name, before)
  return value
}

function put(values: Record<string, Value>, name: string, value: Value | undefined): void {
  if (value === undefined) Reflect.deleteProperty(values, name)
  else values[name] = value
}
