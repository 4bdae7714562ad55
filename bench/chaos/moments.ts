import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Trigger } from '../../contract/src/index.ts'
import type { Pool } from '../../server/src/db/pool.ts'
import type { RetailEvent } from '../rig/retail-events.ts'

/** An automation that starts on a moment in the life of a visitor. */
export interface Moment {
  readonly name: string
  readonly automation: string
}

/** Of so many events one is by a visitor who joins an audience, in a visit that soon ends. */
const every = 10
const eventName = 'chaos_moment'
/** Until the processor surely goes by what was published, in milliseconds. */
const knownMs = 3000

export const isMoment = (event: RetailEvent): boolean => event['tealium_event'] === eventName

/** The same events, some of them replaced by ones that only moments start on. */
export const withMoments = (events: readonly RetailEvent[]): RetailEvent[] =>
  events.map((event, index) => {
    if (index % every !== 0) return event
    const { tealium_account, tealium_profile, tealium_visitor_id, event_number } = event
    return { tealium_account, tealium_profile, tealium_visitor_id, event_number, tealium_event: eventName, _dc_ttl_: 5000 } // prettier-ignore
  })

/** Publishes automations that start when such a visitor joins, when the visit ends, and an hour later. */
export async function publishMoments(api: Client): Promise<Moment[]> {
  const [stream] = (await api.listStreams({ query: {} })).items
  const [provider] = (await api.listProviders({ query: {} })).items
  if (!stream || !provider) throw new Error('The demo has no stream or no provider.')
  const change = { kind: 'set', to: { scope: 'event', attribute: 'event_number' } } as const
  const asked = { scope: 'event', attribute: 'tealium_event', operator: 'equals', value: eventName } as const // prettier-ignore
  await api.createAttribute({ body: { stream_id: stream.id, name: eventName, scope: 'visitor', type: 'string', enrichments: [{ condition: asked, change }] } }) // prettier-ignore
  const { id: audience_id } = await api.createAudience({ body: { stream_id: stream.id, name: 'Chaos', condition: { attribute: eventName, operator: 'is_assigned' } } }) // prettier-ignore
  const triggers: [string, Trigger][] = [
    ['joining', { type: 'audience', audience_id, on: 'joined', cap: { starts: 1 } }],
    ['end of a visit', { type: 'audience', audience_id, on: 'visit_end' }],
    ['delay', { type: 'audience', audience_id, on: 'joined', delay_hours: 1 }],
  ]
  const moments: Moment[] = []
  for (const [name, trigger] of triggers) {
    const { id } = await api.createAutomation({ body: { name, trigger, steps: [stepOf(provider.id)] } }) // prettier-ignore
    await api.publishAutomation({ params: { id } })
    moments.push({ name, automation: id })
  }
  // Processors are told at once, but nobody says when they know.
  await sleep(knownMs)
  return moments
}

const stepOf = (provider_id: string) => ({
  id: 'ask',
  action: 'bedrock.prompt',
  input: {
    provider_id,
    model: 'amazon.nova-micro-v1:0',
    prompt: 'Greet {{ tealium_visitor_id }}.',
  },
  output: { type: 'text' as const },
  deliver: { to: 'nowhere' as const },
})

/** As if the hour had passed: what waits falls due within some seconds, one shard after the other. */
export async function hastenDelays(pool: Pool): Promise<void> {
  await pool.query(
    `update delays set due_at = now() + make_interval(secs => 3 + shard % 5) where state = 'waiting'`,
  )
}
