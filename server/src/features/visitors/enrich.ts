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
  const room = roomIn(scene)
  for (const rule of rulesAt(rules, moments)) {
    name = rule.name
    const values = scene[rule.scope]
    const before = own(values, name)
    const after = enriched(rule, before, scene, moments)
    if (same(before, after)) {
      if (after !== before) put(values, name, before)
    } else if (!room.takes(before, after)) {
      put(values, name, before)
      scene.refuse(`The visitor would have more than ${maxProfile} characters of attributes.`)
    } else {
      changed.add(`${rule.scope}.${name}`)
      happenings.push({ type: 'changed', scope: rule.scope, attribute: name, before, after })
    }
  }
  return { scene, changed, happenings }
}

/** Nearly every event is one in a visit that goes on, so what one moment does is sorted out beforehand. */
function rulesAt(rules: ProfileRules, moments: ReadonlySet<Moment>): readonly AttributeRule[] {
  const [first, ...others] = moments
  return first !== undefined && others.length === 0 ? rules.at[first] : rules.attributes
}

/** What the attributes together may still take. They are only measured when one of them grows. */
function roomIn({ visitor, visit }: Scene) {
  let size: number | undefined
  return {
    /** Whether there is room for a value that is in its place already. */
    takes: (before: Value | undefined, after: Value | undefined): boolean => {
      const growth = sizeOf(after) - sizeOf(before)
      if (growth <= 0 && size === undefined) return true
      const grown = size === undefined ? sizeOfAll(visitor) + sizeOfAll(visit) : size + growth
      const fits = growth <= 0 || grown <= maxProfile
      size = fits ? grown : grown - growth
      return fits
    },
  }
}

const sizeOfAll = (values: Values): number =>
  Object.values(values).reduce<number>((sum, value) => sum + sizeOf(value), 0)

/** An attribute after its enrichments; each finds in the scene what the one before has made of it. */
function enriched(
  { scope, name, enrichments }: AttributeRule,
  before: Value | undefined,
  scene: Scene,
  moments: ReadonlySet<Moment>,
): Value | undefined {
  let value = before
  for (const { when, applies, apply } of enrichments) {
    if (!moments.has(when) || !applies.holds(scene)) continue
    const next = fit(apply(value, scene), value, scene.refuse)
    if (next !== value) put(scene[scope], name, next)
    value = next
  }
  return value
}

function put(values: Record<string, Value>, name: string, value: Value | undefined): void {
  if (value === undefined) Reflect.deleteProperty(values, name)
  else values[name] = value
}
