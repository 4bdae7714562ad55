import type { Enriched } from './enrich.ts'
import type { Applied } from './happening.ts'
import { judgeAudiences } from './judge-audiences.ts'
import type { Origin } from './origin.ts'
import type { ProfileRules } from './profile-rules.ts'
import type { VisitorState } from './state.ts'

/** A visitor with what enrichments gave it, in the audiences that this leads to. */
export function judge(
  state: VisitorState,
  { scene, changed }: Pick<Enriched, 'scene' | 'changed'>,
  rules: ProfileRules,
  origin: Origin,
  filled = false,
): Applied {
  const { audiences, joined, left } = judgeAudiences(state, rules, scene, changed)
  const visitor: VisitorState = {
    ...state,
    attributes: scene.visitor,
    visit: state.visit && { ...state.visit, attributes: scene.visit },
    audiences,
    revision: rules.revision,
  }
  const moved = (type: 'joined' | 'left') => (audienceId: string) =>
    ({ type, audienceId, filled, visitor, at: scene.at, origin }) as const
  return {
    state: visitor,
    happenings: [...joined.map(moved('joined')), ...left.map(moved('left'))],
  }
}
