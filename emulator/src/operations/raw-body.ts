import { isJsonObject, parseJsonBytes, type Json } from '../json.ts'
import { malformed } from '../model/malformed.ts'

/** The body of InvokeModel, which is in the model's own format. Throws ValidationException. */
export function readRawBody(body: Buffer): Json {
  try {
    return parseJsonBytes(body)
  } catch {
    throw malformed('the body is not valid JSON')
  }
}

const spoken = new Set(['system', 'messages', 'content', 'text', 'prompt', 'inputText'])

/** What a model would read of a body in any of the formats, for faults, scripts and the call log. */
export function rawBodyText(body: Json, isSpoken = false): string {
  if (typeof body === 'string') return isSpoken ? body : ''
  if (Array.isArray(body)) return joined(body.map((item) => rawBodyText(item, isSpoken)))
  if (!isJsonObject(body)) return ''
  const entries = Object.entries(body).filter(([key]) => spoken.has(key))
  return joined(entries.map(([, value]) => rawBodyText(value, true)))
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n')
}
