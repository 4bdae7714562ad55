import { lineageNames } from '@outcrop/contract'
import { newEvent, type Lineage, type NewEvent } from '../events/events.ts'
import type { Directory, KnownStream } from '../streams/streams.ts'
import { limits } from './limits.ts'
import { Rejection } from './rejection.ts'

/** What intake asks of the stream directory. */
export type Streams = Pick<Directory, 'find' | 'isTraced'>

export type Payload = Record<string, unknown>

export interface Identified {
  readonly stream: KnownStream
  readonly event: NewEvent
  /** Why what the event says of its origin does not count; null when it does, or says nothing. */
  readonly notCaused: 'foreign' | 'expired' | null
}

export interface IdentifyContext {
  readonly streams: Streams
  readonly lineage: Pick<Lineage, 'read'>
}

export interface IdentifyOptions {
  /** Whether the event may join a trace. */
  readonly traceable: boolean
  /** What the request says of the origin of its events: more than a model could write into one. */
  readonly origin: string | undefined
}

/**
 * Finds whose event a payload is, and makes it a row of the log. What the payload says of its origin
 * does not stay in it. Throws a `Rejection`.
 */
export function identify(
  { streams, lineage }: IdentifyContext,
  given: Payload,
  { traceable, origin }: IdentifyOptions,
): Identified {
  const said = given[lineageNames.member]
  const payload = said === undefined ? given : withoutOrigin(given)
  const account = textOf(payload['tealium_account'])
  const profile = textOf(payload['tealium_profile'])
  if (account === '' || profile === '') {
    throw new Rejection('Missing required tealium_account or tealium_profile param value')
  }
  const stream = streams.find(account, profile)
  if (!stream) {
    throw new Rejection(
      `Unknown stream "${account.slice(0, 100)}/${profile.slice(0, 100)}". Create it in Outcrop, or correct tealium_account and tealium_profile.`,
    )
  }
  const visitorId = optional(payload, 'tealium_visitor_id', limits.visitorIdLength)
  const cause = causeOf(lineage, stream.organizationId, origin ?? textOf(said))
  const event = newEvent({
    organizationId: stream.organizationId,
    streamId: stream.id,
    name: optional(payload, 'tealium_event', limits.identityLength),
    visitorId,
    traceId: traceable ? traceOf(streams, stream.id, payload) : null,
    payload: JSON.stringify(payload),
    cause: typeof cause === 'string' ? null : cause,
  })
  return { stream, event, notCaused: typeof cause === 'string' ? cause : null }
}

const withoutOrigin = (given: Payload): Payload =>
  Object.fromEntries(Object.entries(given).filter(([key]) => key !== lineageNames.member))

const causeOf = (lineage: IdentifyContext['lineage'], organizationId: string, origin: string) =>
  origin === '' ? null : lineage.read(organizationId, origin)

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function optional(payload: Payload, key: string, maxLength: number): string | null {
  const value = payload[key]
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Rejection(`${key} must be a string.`)
  }
  const text = String(value)
  if (text.length > maxLength) {
    throw new Rejection(`${key} has ${text.length} characters; at most ${maxLength} are accepted.`)
  }
  return text
}

/** An id that nobody traces under is left out of the log; the event itself is accepted. */
function traceOf(streams: Streams, streamId: string, payload: Payload): string | null {
  const id = textOf(payload['tealium_trace_id']) || textOf(payload['cp.trace_id'])
  return id !== '' && streams.isTraced(streamId, id) ? id : null
}
