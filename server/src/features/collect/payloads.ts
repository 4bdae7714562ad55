import { faultIn, membersOf } from './check-value.ts'
import { flatten, isObject } from './flatten.ts'
import type { Payload } from './identify.ts'
import { limits } from './limits.ts'
import { parseJson } from './parse-json.ts'
import { Rejection } from './rejection.ts'

/** The body of `/event`: one JSON object. */
export function singlePayload(text: string): Payload {
  const value = parseJson(text, limits.membersPerEvent)
  if (!isObject(value)) throw new Rejection('The request body must be a JSON object.')
  return value
}

/** Fewer characters hold no event with too many keys: so most requests are not counted. */
const mayHoldTooMany = (text: string) => text.length > limits.membersPerEvent * '"":0,'.length

function refuseTooMany(event: Payload, index: number): void {
  const members = membersOf(event)
  if (members <= limits.membersPerEvent) return
  throw new Rejection(
    `Event ${index} has ${members} keys; at most ${limits.membersPerEvent} are accepted.`,
  )
}

/** The body of `/bulk-event`: each event is the shared keys and its own; its own win. */
export function bulkPayloads(text: string): Payload[] {
  const value = parseJson(text, limits.membersPerEvent * limits.bulkEvents)
  if (!isObject(value) || !Object.hasOwn(value, 'events')) {
    throw new Rejection("Request body must contain 'events' key.")
  }
  const { events, shared = {} } = value
  if (!Array.isArray(events) || events.length === 0) {
    throw new Rejection("'events' must be an array of at least one event.")
  }
  if (events.length > limits.bulkEvents) {
    throw new Rejection(
      `The request has ${events.length} events; at most ${limits.bulkEvents} are accepted.`,
    )
  }
  if (!isObject(shared)) throw new Rejection("'shared' must be a JSON object.")
  refuseOversize(JSON.stringify(shared).length * events.length)
  const payloads = events.map((event: unknown, index) => {
    if (!isObject(event)) throw new Rejection(`events[${index}] must be a JSON object.`)
    return { ...shared, ...event }
  })
  if (mayHoldTooMany(text)) payloads.forEach(refuseTooMany)
  return payloads
}

/** The body of `/integration/event/…`: an object, or an array of them; the path names the stream. */
export function integrationPayloads(
  text: string,
  path: Readonly<Record<'account' | 'profile' | 'datasource', string>>,
): Payload[] {
  keepable(path)
  const value = parseJson(text, limits.membersPerEvent * limits.bulkEvents)
  const items: unknown[] = Array.isArray(value) ? value : [value]
  if (items.length === 0 || items.length > limits.bulkEvents) {
    throw new Rejection(
      `The array has ${items.length} events; 1 to ${limits.bulkEvents} are accepted.`,
    )
  }
  const isLong = mayHoldTooMany(text)
  return items.map((item, index) => {
    if (!isObject(item)) throw new Rejection(`Event ${index} must be a JSON object.`)
    if (isLong) refuseTooMany(item, index)
    return {
      ...flatten(item),
      tealium_account: path.account,
      tealium_profile: path.profile,
      tealium_datasource: path.datasource,
    }
  })
}

/** A small request must not become a huge one by what its events share. */
function refuseOversize(characters: number): void {
  if (characters <= limits.bulkCharacters) return
  throw new Rejection(
    `'shared' is ${characters} characters long, counted once per event; at most ${limits.bulkCharacters} are accepted. Send fewer events at once.`,
  )
}

/** What is in a URL was not parsed as JSON, and can hold what could not be stored. */
function keepable(payload: Payload): Payload {
  const fault = faultIn(payload)
  if (fault !== undefined) throw new Rejection(fault)
  return payload
}

/** The keys and values of a GET. `tealium_vid` is the old name of the visitor id. */
export function queryPayload(query: Payload): Payload {
  const { tealium_vid: oldName, ...payload } = query
  if (oldName !== undefined) payload['tealium_visitor_id'] ??= oldName
  return keepable(payload)
}
