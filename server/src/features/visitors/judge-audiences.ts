import type { AudienceRule, ProfileRules } from './profile-rules.ts'
import type { Scene } from './scene.ts'

export interface Judged {
  readonly audiences: Readonly<Record<string, number>>
  readonly joined: readonly string[]
  readonly left: readonly string[]
}

/**
 * The audiences that a visitor is in now. Only those are asked whose answer can be another one: all
 * of them under new rules, else those that ask about what changed, or about how long ago something was.
 */
export function judgeAudiences(
  { audiences: before, revision }: { readonly audiences: Readonly<Record<string, number>>; readonly revision: string }, // prettier-ignore
  rules: ProfileRules,
  scene: Scene,
  changed: ReadonlySet<string>,
): Judged {
  const asked = revision === rules.revision ? affected(rules, changed) : rules.audiences
  const joined: string[] = []
  const left: string[] = revision === rules.revision ? [] : gone(before, rules)
  for (const { id, member } of asked) {
    const isIn = Object.hasOwn(before, id)
    const shouldBe = member.holds(scene)
    if (shouldBe && !isIn) joined.push(id)
    if (!shouldBe && isIn) left.push(id)
  }
  if (joined.length + left.length === 0) return { audiences: before, joined, left }
  const kept = Object.entries(before).filter(([id]) => !left.includes(id))
  return {
    audiences: Object.fromEntries([...kept, ...joined.map((id) => [id, scene.at] as const)]),
    joined,
    left,
  }
}

/** Of the audiences, by their place, each that is asked. Marks cost less than a set, and this is asked for every event. */
function affected(
  { audiences, timed, readers }: ProfileRules,
  changed: ReadonlySet<string>,
): AudienceRule[] {
  const asked: boolean[] = audiences.map(() => false)
  for (const place of timed) asked[place] = true
  for (const name of changed) for (const place of readers.get(name) ?? []) asked[place] = true
  return audiences.filter((_, place) => asked[place])
}

/** Audiences that are no longer there: nobody is in them any more. */
function gone(before: Readonly<Record<string, number>>, { audiences }: ProfileRules): string[] {
  const known = new Set(audiences.map(({ id }) => id))
  return Object.keys(before).filter((id) => !known.has(id))
}
