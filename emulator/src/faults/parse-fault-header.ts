import { z } from 'zod'
import { parseJson, type Json, type JsonObject } from '../json.ts'
import { faultSchema, type Fault } from './fault-schema.ts'

const faults = z.union([faultSchema.transform((fault) => [fault]), z.array(faultSchema)])

/**
 * Reads `x-outcrop-fault`: JSON (one fault or a list), or the short form
 * `ThrottlingException; first=2; per=invocation`. Throws Error with a readable reason.
 */
export function parseFaultHeader(text: string): Fault[] {
  const parsed = faults.safeParse(/^\s*[[{]/.test(text) ? readJson(text) : readShortForm(text))
  if (parsed.success) return parsed.data
  throw new Error(`x-outcrop-fault is not a fault: ${z.prettifyError(parsed.error)}`)
}

function readJson(text: string): Json {
  try {
    return parseJson(text)
  } catch {
    throw new Error('x-outcrop-fault looks like JSON but cannot be parsed.')
  }
}

function readShortForm(text: string): JsonObject {
  const clauses = text.split(';').map((clause) => clause.trim())
  return Object.fromEntries(clauses.filter((clause) => clause !== '').map(readClause))
}

function readClause(clause: string): [string, Json] {
  const equals = clause.indexOf('=')
  if (equals < 0)
    return clause === 'hang' || clause === 'reset' ? [clause, true] : ['error', clause]
  const key = clause.slice(0, equals).trim()
  const value = clause.slice(equals + 1).trim()
  return [key, key === 'latency' ? readLatency(value) : readScalar(value)]
}

/** `200`, `100-300` (evenly spread) or `p50:200,p99:900` (log-normal), in milliseconds. */
function readLatency(text: string): Json {
  const [, from, to] = /^([\d.]+)-([\d.]+)$/.exec(text) ?? []
  if (from !== undefined && to !== undefined) return { from: Number(from), to: Number(to) }
  const [, p50, p99] = /^p50:([\d.]+),\s*p99:([\d.]+)$/.exec(text) ?? []
  if (p50 !== undefined && p99 !== undefined) return { p50: Number(p50), p99: Number(p99) }
  return readScalar(text)
}

function readScalar(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text
}
