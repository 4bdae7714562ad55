import { isJsonObject, parseJson, type Json } from '../json.ts'
import { FunctionFailure } from './function-failure.ts'

/** The longest that Lambda lets a function run, in milliseconds. */
const longestMs = 900_000

/** Sends an event to the endpoint of a function. Rejects with FunctionFailure. */
export async function postEvent(url: string, event: Json, gone: AbortSignal): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
    signal: AbortSignal.any([gone, AbortSignal.timeout(longestMs)]),
  }).catch((error: unknown) => {
    throw new FunctionFailure('unreachable', `${url} does not answer: ${reasonOf(error)}`)
  })
  const text = await response.text()
  if (!response.ok) {
    throw new FunctionFailure('failed', `${url} answered ${response.status}: ${text.slice(0, 500)}`)
  }
  const result = readResult(text, url)
  const reported = errorIn(result)
  if (reported === undefined && !response.headers.has('x-amz-function-error')) return result
  throw new FunctionFailure('failed', reported ?? text.slice(0, 500))
}

function readResult(text: string, url: string): Json {
  if (text === '') return null
  try {
    return parseJson(text)
  } catch {
    throw new FunctionFailure('failed', `${url} did not answer with JSON: ${text.slice(0, 500)}`)
  }
}

/** What Lambda answers for a function that threw. */
function errorIn(result: Json): string | undefined {
  if (!isJsonObject(result)) return undefined
  const { errorType, errorMessage } = result
  return typeof errorType === 'string' && typeof errorMessage === 'string'
    ? `${errorType}: ${errorMessage}`
    : undefined
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
