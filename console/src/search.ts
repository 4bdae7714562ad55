import { heldKinds, profileCondition, runStates, verdictsOrNone } from '@outcrop/contract'
import { z } from 'zod'

/** What a filter does not understand it ignores: an address typed by hand never breaks a page. */
const text = z.string().min(1).optional().catch(undefined)
const verdict = z.enum(verdictsOrNone).optional().catch(undefined)

export const periods = ['1h', '24h', '7d', '30d'] as const
export type Period = (typeof periods)[number]

/** Hours that figures are summed up over. */
export const spanHours = [24, 168, 720] as const
export type SpanHours = (typeof spanHours)[number]
const hours = z.literal(spanHours).optional().catch(undefined)

export const signInSearch = z.object({ back: text })

export const homeSearch = z.object({ hours })

export const traceSearch = z.object({ id: text })

export const eventsSearch = z.object({
  stream_id: text,
  name: text,
  visitor_id: text,
  trace_id: text,
  specification_id: text,
  verdict,
  data_source_id: text,
  cursor: text,
})
export type EventsSearch = z.infer<typeof eventsSearch>

export const runsSearch = z.object({
  state: z.enum(runStates).optional().catch(undefined),
  automation_id: text,
  event_id: text,
  problem: text,
  stream_id: text,
  visitor_id: text,
  since: z.enum(periods).optional().catch(undefined),
  from: text,
  to: text,
  cursor: text,
})
export type RunsSearch = z.infer<typeof runsSearch>

export const heldSearch = z.object({
  kind: z.enum(heldKinds).optional().catch(undefined),
  stream_id: text,
  visitor_id: text,
  cursor: text,
})
export type HeldSearch = z.infer<typeof heldSearch>

export const usageSearch = z.object({
  hours,
  by: z.enum(['automation', 'model', 'provider', 'service', 'agent']).optional().catch(undefined),
})
export type UsageSearch = z.infer<typeof usageSearch>

/** What a new feed is to ask for. */
export const newFeedSearch = z.object({
  stream_id: text,
  name: text,
  specification_id: text,
  verdict,
  data_source_id: text,
})
export type NewFeedSearch = z.infer<typeof newFeedSearch>

export const newSpecificationSearch = z.object({ event_id: text })

export const newDataSourceSearch = z.object({ stream_id: text, key: text })

export const newAutomationSearch = z.object({ feed_id: text, audience_id: text })

export const newAudienceSearch = z.object({ stream_id: text })

export const attributesSearch = z.object({ stream_id: text })

export const visitorsSearch = z.object({
  stream_id: text,
  audience_id: text,
  id_prefix: text,
  condition: profileCondition.optional().catch(undefined),
  cursor: text,
})
export type VisitorsSearch = z.infer<typeof visitorsSearch>
