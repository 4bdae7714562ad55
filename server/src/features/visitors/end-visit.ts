import { enrich } from './enrich.ts'
import type { Applied } from './happening.ts'
import { judge } from './judge.ts'
import type { ProfileRules } from './profile-rules.ts'
import type { Visit, VisitorState } from './state.ts'

/**
 * Ends the visit that is going on: its last enrichments, its last look at the audiences, and then
 * its attributes are gone, and audiences that ask about them are asked again.
 */
export function endVisit(
  state: VisitorState,
  { origin, attributes: visit }: Visit,
  visitorId: string,
  at: number,
  rules: ProfileRules,
): Applied {
  const subject = { visitorId, at, event: {}, visitor: state.attributes, visit } // prettier-ignore
  const enriched = enrich(subject, rules, new Set(['visit_ended']))
  const last = judge(state, enriched, rules, origin)
  const closed = {
    scene: { ...enriched.scene, visit: {} },
    changed: new Set(Object.keys(enriched.scene.visit).map((name) => `visit.${name}`)),
  }
  const after = judge({ ...last.state, visit: null }, closed, rules, origin)
  return {
    state: after.state,
    happenings: [
      ...enriched.happenings,
      ...last.happenings,
      { type: 'visit_ended', audienceId: null, filled: false, visitor: last.state, at, origin },
      ...after.happenings,
    ],
  }
}
