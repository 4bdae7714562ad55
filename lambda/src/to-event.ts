import { Failure } from './failure.ts'
import { isObject, type JsonObject } from './json-object.ts'
import { objectsInText } from './objects-in-text.ts'
import type { NodeData } from './read-node-event.ts'

/** Collect endpoints refuse an event without the first two; without a name nothing can use it. */
const always = ['tealium_account', 'tealium_profile', 'tealium_event']

const askForJson =
  'Make the prompt demand a single JSON object and nothing else, and show its exact structure.'

/** The event to be collected: the first object in the answer that has every required field. */
export function toEvent({ answer, pinned }: NodeData, requiredFields: readonly string[]) {
  const required = [...new Set([...always, ...requiredFields])]
  const events = objectsIn(answer).map((object): JsonObject => ({ ...object, ...pinned }))
  const whole = events.find((event) => missingIn(event, required).length === 0)
  if (whole) return whole
  const missing = missingIn(events[0] ?? {}, required)
  throw new Failure(
    'answer-invalid',
    `The answer lacks ${missing.map((name) => `"${name}"`).join(', ')}.`,
    'Name these fields in the prompt, or give the Lambda node an input of the same name, such as tealium_account from the flow input.',
  )
}

function objectsIn(answer: unknown): readonly JsonObject[] {
  if (isObject(answer)) return [answer]
  if (typeof answer === 'string') return objectsInAnswer(answer)
  if (answer === null || answer === undefined) throw empty()
  throw noObject(Array.isArray(answer) ? 'a list' : `the value ${JSON.stringify(answer)}`)
}

function objectsInAnswer(text: string): readonly JsonObject[] {
  if (text.trim() === '') throw empty()
  const inner = parsed(text)
  // JSON within JSON: a node that was given a text as a JSON string.
  if (inner !== undefined) return objectsIn(inner)
  const { objects, cut } = objectsInText(text)
  if (objects.length > 0) return objects
  if (!cut) throw new Failure('answer-not-json', 'The answer holds no JSON object.', askForJson)
  throw new Failure(
    'answer-truncated',
    'The answer begins a JSON object and ends before it is closed.',
    'Raise the maximum of tokens in the prompt node, or ask for a shorter answer.',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function missingIn(event: JsonObject, required: readonly string[]): string[] {
  return required.filter((name) => {
    const value = Object.hasOwn(event, name) ? event[name] : undefined
    if (value === undefined || value === null || value === '') return true
    return name.startsWith('tealium_') && typeof value !== 'string' && typeof value !== 'number'
  })
}

const empty = () =>
  new Failure('answer-empty', 'The answer is empty.', 'Look at the output of the prompt node.')

const noObject = (what: string) =>
  new Failure('answer-invalid', `The answer is ${what} instead of one JSON object.`, askForJson)
