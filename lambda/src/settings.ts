import { Failure } from './failure.ts'

export interface Settings {
  readonly collectUrl: URL
  /** Fields that the event must have, besides those that every event needs. */
  readonly requiredFields: readonly string[]
  /** Per attempt. */
  readonly timeoutMs: number
  /** Counting the first. */
  readonly maxAttempts: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment of the function; a wrong value is a failure that names it. */
export function readSettings(environment: Environment): Settings {
  demandResponseType(environment['RESPONSE_TYPE'] || 'String')
  return {
    collectUrl: urlIn(environment['COLLECT_URL']),
    requiredFields: wordsIn(environment['REQUIRED_FIELDS'] ?? 'tealium_visitor_id'),
    timeoutMs: numberIn(environment, 'TIMEOUT_MS', 5000, 60_000),
    maxAttempts: numberIn(environment, 'MAX_ATTEMPTS', 3, 10),
  }
}

/** What is set is not repeated: an address may hold a key. */
function urlIn(text: string | undefined): URL {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw wrong('COLLECT_URL', 'the address of a Collect endpoint, such as https://outcrop.example.com/event (http or https, without user and password)') // prettier-ignore
  }
  return url
}

const wordsIn = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '')

function numberIn(
  environment: Environment,
  name: 'TIMEOUT_MS' | 'MAX_ATTEMPTS',
  otherwise: number,
  maximum: number,
): number {
  const text = environment[name]?.trim() || String(otherwise)
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= maximum) return value
  throw wrong(name, `a whole number from 1 to ${maximum}`)
}

/** The handler reads it by itself, because a failure of the settings must have that type, too. */
function demandResponseType(text: string): void {
  if (text === 'String' || text === 'Object') return
  throw wrong('RESPONSE_TYPE', 'String or Object, as the flow declares functionResponse')
}

const wrong = (name: string, expected: string) =>
  new Failure(
    'invalid-input',
    `The environment variable ${name} must be ${expected}.`,
    `Set ${name} in the configuration of the Lambda function.`,
  )
