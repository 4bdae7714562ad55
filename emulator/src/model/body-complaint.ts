import type { z } from 'zod'
import type { Json } from '../json.ts'
import { jsonAt } from '../json-at.ts'
import { isFraction } from './is-fraction.ts'

type Issue = z.core.$ZodIssue

const kinds: Partial<Record<string, string>> = {
  string: 'String',
  boolean: 'Boolean',
  array: 'JSONArray',
  object: 'JSONObject',
  record: 'JSONObject',
}

/** Everything that is wrong with a body, one after the other, as the body validator of Bedrock says it. */
export function bodyComplaint(issues: readonly Issue[], body: Json): string {
  return issues.flatMap((issue) => complaintsOf(issue, body)).join('')
}

function complaintsOf(issue: Issue, body: Json): string[] {
  const path = issue.path.map(String)
  const value = jsonAt(body, path)
  const around = placeOf(path.slice(0, -1))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${placeOf(path)}: extraneous key [${key}] is not permitted`)
  }
  if (value === undefined && path.length > 0) {
    return [`${around}: required key [${path.at(-1) ?? ''}] not found`]
  }
  return [`${placeOf(path)}: ${wrong(issue, value)}`]
}

function wrong(issue: Issue, value: Json | undefined): string {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the other kinds speak for themselves
  switch (issue.code) {
    case 'invalid_type':
      return `expected type: ${wantedKind(issue)}, found: ${kindOf(value)}`
    case 'invalid_value':
      return `${JSON.stringify(value)} is not a valid enum value`
    case 'too_big':
      return beyond(issue.origin, value, { adjective: 'less', bound: issue.maximum, word: 'max' })
    case 'too_small':
      return beyond(issue.origin, value, { adjective: 'greater', bound: issue.minimum, word: 'min' }) // prettier-ignore
    default:
      return issue.message
  }
}

function wantedKind({ expected, path }: z.core.$ZodIssueInvalidType): string {
  if (expected !== 'number' && expected !== 'int') return kinds[expected] ?? expected
  return isFraction(path.at(-1)) ? 'Number' : 'Integer'
}

type Bound = { adjective: string; bound: number | bigint; word: 'min' | 'max' }

function beyond(
  origin: string,
  value: Json | undefined,
  { adjective, bound, word }: Bound,
): string {
  if (typeof value === 'string') return `expected ${word}Length: ${bound}, actual: ${value.length}`
  if (Array.isArray(value)) {
    return `expected ${word}imum item count: ${bound}, found: ${value.length}`
  }
  return origin === 'number' || origin === 'int'
    ? `${JSON.stringify(value)} is not ${adjective} or equal to ${bound}`
    : `expected ${word}imum size: ${bound}`
}

function kindOf(value: Json | undefined): string {
  if (value === undefined || value === null) return 'Null'
  if (Array.isArray(value)) return 'JSONArray'
  if (typeof value === 'object') return 'JSONObject'
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double'
  return typeof value === 'string' ? 'String' : 'Boolean'
}

const placeOf = (path: readonly string[]): string => ['#', ...path].join('/')
