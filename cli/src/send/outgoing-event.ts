import { InputError } from '../terminal/input-error.ts'
import type { Piece } from './splitter.ts'

/** An event on its way to the server, as it is written in the input. */
export interface OutgoingEvent {
  readonly text: string
  readonly visitor: string | null
  readonly line: number
  readonly number: number
}

/** What the bulk request says for events that do not say it themselves. */
export interface Fill {
  readonly account?: string | undefined
  readonly profile?: string | undefined
}

/** The server takes 1 MiB per request; some of it is around the event. */
export const maxBodyBytes = 1_048_576 - 1024

/** Checks what can be known before anything is sent. Throws an `InputError` that names the line. */
export function outgoingEvent(piece: Piece, fill: Fill): OutgoingEvent {
  const { text, line, number } = piece
  const value = parsed(piece)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(
      `Line ${line}: an event must be a JSON object, such as {"tealium_event":"page_view"}.`,
      shapeRemedy,
    )
  }
  demand(value, 'tealium_account', fill.account, '--account', line)
  demand(value, 'tealium_profile', fill.profile, '--profile', line)
  if (Buffer.byteLength(text) > maxBodyBytes) {
    throw new InputError(`Line ${line}: the event has ${Buffer.byteLength(text).toLocaleString('en')} bytes.`, 'The server takes at most 1 MB. Leave something out of this event.') // prettier-ignore
  }
  return { text, line, number, visitor: visitorOf(value) }
}

const shapeRemedy = 'Write one JSON object per line, or one JSON array of objects.'

function parsed({ text, line }: Piece): unknown {
  if (text === '')
    throw new InputError(
      `Line ${line}: there is no event between two commas of the array.`,
      shapeRemedy,
    )
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be parsed'
    throw new InputError(`Line ${line}: this is not JSON: ${reason}`, shapeRemedy)
  }
}

function demand(
  event: object,
  key: string,
  fill: string | undefined,
  option: string,
  line: number,
): void {
  const own: unknown = Reflect.get(event, key) ?? fill
  if (typeof own === 'string' && own !== '') return
  const what = own === undefined ? `the event has no ${key}` : `${key} is empty or not a string`
  throw new InputError(`Line ${line}: ${what}.`, `Write it into the event${own === undefined ? `, or give it for all events with ${option}` : ''}.`) // prettier-ignore
}

function visitorOf(event: object): string | null {
  const id: unknown = Reflect.get(event, 'tealium_visitor_id')
  if (typeof id === 'number') return String(id)
  return typeof id === 'string' && id !== '' ? id : null
}
