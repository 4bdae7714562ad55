import type { Attribute } from '@outcrop/contract'
import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import { profileOf } from './profile-of.ts'
import type { Values } from './state.ts'

type Named = Pick<Attribute, 'name' | 'scope' | 'type'>

/** A visitor who has a value of every attribute, as templates see it: all that can be there. */
export function fullProfile(attributes: readonly Named[]): VisitorProfile {
  const origin = { eventId: '', eventAt: 0, depth: 0, causes: [] }
  const of = (scope: Named['scope']): Values =>
    Object.fromEntries(attributes.flatMap((one) => (one.scope === scope ? [[one.name, 0]] : [])))
  const times = { lastEventAt: 0, events: 0 }
  const visit = { ...times, startedAt: 0, ttlMs: 0, origin, attributes: of('visit'), audiencesAtStart: [] } // prettier-ignore
  const state = { ...times, createdAt: 0, lastEvent: origin, visits: 0, attributes: of('visitor'), visit, audiences: {}, revision: '' } // prettier-ignore
  return profileOf('', state, { attributes, audiences: [] })
}
