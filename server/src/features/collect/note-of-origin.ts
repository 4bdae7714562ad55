import type { NoteRow } from '../events/events.ts'
import type { Identified } from './identify.ts'

const said = {
  foreign:
    'Origin Not Recognized: it was not signed here for this organization, or was changed on its way',
  expired: 'Origin Not Recognized: it was signed more than a day before the event came',
} as const

const effect =
  'The event counts as the beginning of a chain, so that actions of the chain that made it may start on it.'

/** What the trace of an event says when its lineage does not count; nothing is noted of any other. */
export function noteOfOrigin({ event, notCaused }: Identified): NoteRow[] {
  if (notCaused === null) return []
  const line = { group: 'problem', text: said[notCaused], detail: { lineage: notCaused, effect } }
  return [{ eventId: event.id, at: event.receivedAt, lines: [line] }]
}
