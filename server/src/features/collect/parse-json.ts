import { faultIn, membersOf } from './check-value.ts'
import { limits } from './limits.ts'
import { Rejection } from './rejection.ts'
import { scanJson } from './scan-json.ts'

/** JSON text to a value that can be kept exactly as it was sent; throws a `Rejection` otherwise. */
export function parseJson(text: string, maxMembers: number): unknown {
  if (text.trim() === '') throw new Rejection('The request body is empty.')
  const { members, depth } = scanJson(text)
  if (depth > limits.depth) {
    throw new Rejection(
      `The JSON is nested ${depth} levels deep; at most ${limits.depth} are accepted.`,
    )
  }
  if (members > maxMembers) {
    throw new Rejection(`The JSON has ${members} keys; at most ${maxMembers} are accepted.`)
  }
  const value = parsed(text)
  if (membersOf(value) !== members) {
    throw new Rejection(faultIn(value) ?? 'The JSON holds the same key twice in one object.')
  }
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON'
    throw new Rejection(`The request body is not valid JSON: ${reason}`)
  }
}
