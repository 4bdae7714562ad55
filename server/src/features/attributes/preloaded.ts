import type {
  Attribute,
  Change,
  Enrichment,
  Moment,
  ProfileCondition,
  Source,
} from '@outcrop/contract'

/** An attribute that every stream begins with. */
export type Preloaded = Pick<
  Attribute,
  'name' | 'title' | 'description' | 'scope' | 'type' | 'enrichments'
>

const at = (
  when: Moment,
  change: Change,
  condition: ProfileCondition = { all: [] },
): Enrichment => ({
  when,
  condition,
  change,
})
const now: Source = { time: 'event' }
const one: Source = { value: 1 }
const visit = (attribute: string): Source => ({ scope: 'visit', attribute })
const visitor = (attribute: string): Source => ({ scope: 'visitor', attribute })
const event = (attribute: string): Source => ({ scope: 'event', attribute })

/** What senders call the address of a page, the best name last: it wins when an event has several. */
const addresses = ['page_path', 'dom.url', 'page_url']
const lastAddress = addresses.map((name) => at('any_event', { kind: 'set', to: event(name) }))
const firstAddress = addresses.toReversed().map((name) => at('any_event', { kind: 'capture', from: event(name), keep: 'first' })) // prettier-ignore

const atLeast = (attribute: string, value: number): ProfileCondition => ({
  scope: 'visitor',
  attribute,
  operator: 'greater_than_or_equal',
  value,
})

/**
 * In the order in which they are applied: those of the visit first, because those of the visitor look
 * back on it when it ends. New ones go to the end, as they do in streams that are there already.
 */
// prettier-ignore
export const preloaded: readonly Preloaded[] = [
  { name: 'visit_start', title: 'Visit start', description: 'When the first event of the visit came.', scope: 'visit', type: 'date',
    enrichments: [at('new_visit', { kind: 'set', to: now })] },
  { name: 'visit_end', title: 'Visit end', description: 'When the last event of the visit came, so far.', scope: 'visit', type: 'date',
    enrichments: [at('any_event', { kind: 'set', to: now })] },
  { name: 'visit_duration', title: 'Visit duration', description: 'Minutes from the first to the last event of the visit, so far.', scope: 'visit', type: 'number',
    enrichments: [at('any_event', { kind: 'time_between', from: visit('visit_start'), to: visit('visit_end'), unit: 'minutes' })] },
  { name: 'event_count', title: 'Event count', description: 'Events of the visit, so far.', scope: 'visit', type: 'number',
    enrichments: [at('any_event', { kind: 'increment', by: one })] },
  { name: 'entry_url', title: 'Entry URL', description: 'The page on which the visit began: the first `page_url`, `dom.url` or `page_path` of its events.', scope: 'visit', type: 'string',
    enrichments: firstAddress },
  { name: 'exit_url', title: 'Exit URL', description: 'The page that was seen last in the visit, so far.', scope: 'visit', type: 'string',
    enrichments: lastAddress },
  { name: 'active_platform', title: 'Active platform', description: 'The last `platform` of the visit.', scope: 'visit', type: 'string',
    enrichments: [at('any_event', { kind: 'set', to: event('platform') })] },
  { name: 'platforms', title: 'Platforms', description: 'Every `platform` of the visit.', scope: 'visit', type: 'set',
    enrichments: [at('any_event', { kind: 'add', value: event('platform') })] },
  { name: 'first_visit', title: 'First visit', description: 'When the first visit began.', scope: 'visitor', type: 'date',
    enrichments: [at('new_visit', { kind: 'capture', from: now, keep: 'first' })] },
  { name: 'last_visit', title: 'Last visit', description: 'When the last visit began.', scope: 'visitor', type: 'date',
    enrichments: [at('new_visit', { kind: 'set', to: now })] },
  { name: 'lifetime_visit_count', title: 'Lifetime visit count', description: 'Visits since the first one.', scope: 'visitor', type: 'number',
    enrichments: [at('new_visit', { kind: 'increment', by: one })] },
  { name: 'lifetime_event_count', title: 'Lifetime event count', description: 'Events since the first one.', scope: 'visitor', type: 'number',
    enrichments: [at('any_event', { kind: 'increment', by: one })] },
  { name: 'returning_visitor', title: 'Returning visitor', description: 'Whether this is the second visit or a later one.', scope: 'visitor', type: 'boolean',
    enrichments: [
      at('new_visit', { kind: 'set', to: { value: false } }),
      at('new_visit', { kind: 'set', to: { value: true } }, atLeast('lifetime_visit_count', 2)),
    ] },
  { name: 'last_event_url', title: 'Last event URL', description: 'The page that was seen last: `page_url`, `dom.url` or `page_path`.', scope: 'visitor', type: 'string',
    enrichments: lastAddress },
  { name: 'total_minutes_on_site', title: 'Total minutes on site', description: 'The lengths of all visits that have ended, together.', scope: 'visitor', type: 'number',
    enrichments: [at('visit_ended', { kind: 'increment', by: visit('visit_duration') })] },
  { name: 'average_visit_minutes', title: 'Average visit in minutes', description: 'Minutes on site, per visit.', scope: 'visitor', type: 'number',
    enrichments: [at('visit_ended', { kind: 'calculate', operation: 'ratio', of: [visitor('total_minutes_on_site'), visitor('lifetime_visit_count')] })] },
  { name: 'weeks_since_first_visit', title: 'Weeks since first visit', description: 'From the beginning of the first visit to that of the last one.', scope: 'visitor', type: 'number',
    enrichments: [at('new_visit', { kind: 'time_between', from: visitor('first_visit'), to: now, unit: 'weeks' })] },
  { name: 'average_visits_per_week', title: 'Average visits per week', description: 'Known from the first visit on that begins a week after the first one.', scope: 'visitor', type: 'number',
    enrichments: [at('new_visit', { kind: 'calculate', operation: 'ratio', of: [visitor('lifetime_visit_count'), visitor('weeks_since_first_visit')] }, atLeast('weeks_since_first_visit', 1))] },
  { name: 'lifetime_platforms', title: 'Lifetime platforms', description: 'In how many visits each `platform` was used.', scope: 'visitor', type: 'tally',
    enrichments: [at('visit_ended', { kind: 'increment_key', key: visit('platforms'), by: one })] },
  { name: 'favorite_platform', title: 'Favorite platform', description: 'The `platform` of most visits.', scope: 'visitor', type: 'string',
    enrichments: [at('visit_ended', { kind: 'favorite', of: visitor('lifetime_platforms') })] },
]
