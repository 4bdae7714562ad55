import type { StepData } from '../../actions/step-data.ts'
import type { Db } from '../../db/transaction.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { findEvent } from '../events/events.ts'
import { findStream } from '../streams/streams.ts'
import { currentProfile } from '../visitors/visitors.ts'

/** What a step is shown or tried on: a stored event, a visitor, or a payload that was never collected. */
export interface Sample {
  readonly event_id?: string | undefined
  readonly stream_id?: string | undefined
  readonly visitor_id?: string | undefined
  readonly payload?: Record<string, unknown> | undefined
}

type Told = Pick<StepData, 'source' | 'event' | 'visitor'>

/** The data of a sample. Throws a Problem when there is no such event or visitor. */
export async function sampleData(
  db: Db,
  organizationId: string,
  stepId: string,
  sample: Sample,
  now: Date,
): Promise<StepData> {
  const { event_id, visitor_id, stream_id, payload = {} } = sample
  if (event_id !== undefined && visitor_id !== undefined)
    throw new Problem('invalid-input', 'visitor_id: Name an event or a visitor, not both.')
  let told: Told
  if (event_id !== undefined) told = await ofEvent(db, organizationId, event_id)
  else if (visitor_id === undefined) told = ofPayload(payload, now)
  else told = await ofVisitor(db, organizationId, { streamId: stream_id, visitorId: visitor_id }, payload, now) // prettier-ignore
  // A trial belongs to no run; what it opens, such as a session, is its own.
  const run = { id: newId('run'), stepId, automationId: null }
  return { organizationId, run, ...told, steps: {} }
}

async function ofEvent(db: Db, organizationId: string, id: string): Promise<Told> {
  const event = await findEvent(db, organizationId, id)
  if (!event) throw new Problem('not-found', `There is no event ${id}.`)
  const { account, profile, visitor_id: visitorId, stream_id: streamId, name, payload } = event
  return {
    source: { account, profile, visitorId },
    event: { id, name, receivedAt: event.received_at.toISOString(), payload },
    visitor: visitorId === null ? null : await currentProfile(db, organizationId, { streamId, visitorId }), // prettier-ignore
  }
}

/** As an audience starts the step: with the visitor, and an event that has only what the payload says. */
async function ofVisitor(
  db: Db,
  organizationId: string,
  { streamId, visitorId }: { streamId: string | undefined; visitorId: string },
  payload: Record<string, unknown>,
  now: Date,
): Promise<Told> {
  if (streamId === undefined)
    throw new Problem('invalid-input', 'stream_id: Say in which stream the visitor is.')
  const stream = await findStream(db, organizationId, streamId)
  if (!stream) throw new Problem('not-found', `There is no stream ${streamId}.`)
  const visitor = await currentProfile(db, organizationId, { streamId, visitorId })
  if (!visitor) throw new Problem('not-found', `There is no visitor "${visitorId}" in the stream ${stream.account}/${stream.profile}.`) // prettier-ignore
  const { account, profile } = stream
  return { ...ofPayload(payload, now), source: { account, profile, visitorId }, visitor }
}

function ofPayload(payload: Record<string, unknown>, now: Date): Told {
  const text = (key: string) => (typeof payload[key] === 'string' ? payload[key] : '')
  return {
    source: {
      account: text('tealium_account'),
      profile: text('tealium_profile'),
      visitorId: text('tealium_visitor_id') || null,
    },
    event: {
      id: null,
      name: text('tealium_event') || null,
      receivedAt: now.toISOString(),
      payload,
    },
    visitor: null,
  }
}
