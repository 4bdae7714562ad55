import { describeFinding } from '@outcrop/contract'
import { counted } from '../../kernel/counted.ts'
import type { LoggedEvent } from '../events/events.ts'
import { sourceKeyOf } from '../data-sources/data-sources.ts'
import { shownValue, type Happening, type Moment } from '../visitors/visitors.ts'
import { actionNotes } from './action-notes.ts'
import type { TracedEvent } from './apply-to-visitor.ts'
import type { Decision } from './decide.ts'
import type { Note } from './note.ts'
import type { StreamRules } from './rules.ts'
import type { Started } from './start.ts'

/** What was decided about a traced event, in the words of event collection. */
export function notesOf(
  { event, happenings }: TracedEvent,
  decision: Decision,
  rules: StreamRules | undefined,
): Note[] {
  return [
    ...sourceNote(event.payload, rules),
    ...specificationNote(event, rules),
    {
      group: 'feed',
      text: `${counted(decision.feeds.length, 'Feed')} Matched`,
      detail: { feeds: decision.feeds },
    },
    ...(rules && happenings.length > 0 ? visitorNotes(happenings, rules) : []),
    ...actionNotes(decision, rules),
  ]
}

/** An event that names no data source has no line about it. */
function sourceNote(payload: Record<string, unknown>, rules: StreamRules | undefined): Note[] {
  const key = sourceKeyOf(payload)
  if (key === null) return []
  const source = rules?.sources.get(key)
  return source
    ? [{ group: 'event', text: `Data Source: ${source.name}`, detail: { key } }]
    : [{ group: 'event', text: 'Unknown Data Source', detail: { key } }]
}

/** What time did to the visitor of a traced event, and what that started. */
export function timeNotesOf(
  happenings: readonly Happening[],
  started: Started,
  rules: StreamRules,
): Note[] {
  const counts = started.runs.length + started.suppressed.length + started.delayed.length
  return [...happeningNotes(happenings, rules), ...(counts > 0 ? actionNotes(started, rules) : [])]
}

/** Streams without specifications have no line about them. */
function specificationNote({ name, payload }: LoggedEvent, rules: StreamRules | undefined): Note[] {
  if (!rules || rules.specifications.size === 0) return []
  const judged = rules.specifications.get(name ?? '')?.(payload)
  if (!judged) return [{ group: 'spec', text: 'Received Event without Specification' }]
  const text = `Received Event with Specification: ${name} (${judged.verdict})`
  const findings = judged.findings.map(describeFinding)
  return [{ group: 'spec', text, ...(findings.length > 0 && { detail: { findings } }) }]
}

function visitorNotes(happenings: readonly Happening[], rules: StreamRules): Note[] {
  const moved = happenings.some(hasMoved)
  const still: Note = { group: 'audience', text: 'Visitor Did Not Join Or Leave Any Audience' }
  return [...happeningNotes(happenings, rules), ...(moved ? [] : [still])]
}

/** Who joins or leaves does so because of what has changed, which is told before. */
const happeningNotes = (happenings: readonly Happening[], rules: StreamRules): Note[] => [
  ...happenings.filter((one) => !hasMoved(one)).flatMap((one) => noteOf(one, rules)),
  ...changesNote(happenings, rules),
  ...happenings.filter(hasMoved).flatMap((one) => noteOf(one, rules)),
]

const hasMoved = ({ type }: Happening): boolean => type === 'joined' || type === 'left'

function noteOf(happening: Happening, { names }: StreamRules): Note[] {
  switch (happening.type) {
    case 'new_visitor':
      return [{ group: 'visitor', text: 'New Visitor' }]
    case 'returning_visitor':
      return [{ group: 'visitor', text: 'Returning Visitor' }]
    case 'visit_started':
      return [{ group: 'visitor', text: 'Visit Started', detail: { ends_after_s: lengthOf(happening) } }] // prettier-ignore
    case 'visit_ended':
      return [{ group: 'visitor', text: 'Visitor Session Ended' }]
    case 'joined':
    case 'left': {
      const name = names.audiences.find(({ id }) => id === happening.audienceId)?.name
      const text = happening.type === 'joined' ? 'Audience Joined' : 'Audience Left'
      return [{ group: 'audience', text, detail: { audience: name ?? happening.audienceId } }]
    }
    case 'refused':
      return [{ group: 'visitor', text: 'Attribute Not Changed', detail: { attribute: happening.attribute, reason: happening.reason } }] // prettier-ignore
    case 'ignored':
      return [{ group: 'visitor', text: 'Visitor Not Changed', detail: { reason: happening.reason } }] // prettier-ignore
    case 'changed':
      return []
  }
}

/** Seconds without an event that end the visit: what its first event asked for, within limits. */
const lengthOf = ({ visitor }: Moment): number => (visitor.visit?.ttlMs ?? 0) / 1000

/** All changes of attributes on one line: what each was before, and what it is now. */
function changesNote(happenings: readonly Happening[], { names }: StreamRules): Note[] {
  const types = new Map(names.attributes.map(({ name, type }) => [name, type]))
  const changes = happenings.flatMap((one) => {
    if (one.type !== 'changed') return []
    const type = types.get(one.attribute)
    const shown = (value: typeof one.after) =>
      value === undefined || type === undefined ? null : shownValue(value, type)
    return [{ scope: one.scope, attribute: one.attribute, before: shown(one.before), after: shown(one.after) }] // prettier-ignore
  })
  return changes.length === 0 ? [] : [{ group: 'visitor', text: 'Enriched Visitor Profile', detail: { changes } }] // prettier-ignore
}
