import type { z } from 'zod'
import type { Json } from '../json.ts'
import { jsonAt } from '../json-at.ts'
import { isFraction } from '../model/is-fraction.ts'
import { AwsError, validationError } from '../wire/aws-error.ts'
import { unreadableMember } from './unreadable-member.ts'

type Issue = z.core.$ZodIssue
type Complaint = { name: string; value: Json | undefined; constraint: string }

/**
 * The refusal of AWS for a request that does not fit its service model. Values of a wrong kind are not
 * even read; broken constraints are listed in one sentence, with the values unless they are private.
 */
export function constraintError(issues: readonly Issue[], request: Json): AwsError {
  for (const issue of issues) {
    const message = unreadableMember(issue, jsonAt(request, issue.path))
    if (message !== undefined) return new AwsError('SerializationException', 400, message)
  }
  const complaints = issues.map((issue) => complaintOf(issue, request))
  const noun = complaints.length === 1 ? 'error' : 'errors'
  return validationError(
    `${complaints.length} validation ${noun} detected: ${complaints.map(sentence).join('; ')}`,
    complaints.map(({ name, constraint }) => ({ name, message: constraint })),
  )
}

/** A constraint on the items of a list or a map is a constraint of the list or the map. */
function complaintOf(issue: Issue, request: Json): Complaint {
  const value = jsonAt(request, issue.path)
  const own = { name: nameOf(issue.path), value, constraint: constraintOf(issue) }
  const isItem = typeof issue.path.at(-1) === 'number' && typeof value !== 'object'
  if (!isItem) return own
  const around = issue.path.slice(0, -1)
  return {
    name: nameOf(around),
    value: jsonAt(request, around),
    constraint: `Member must satisfy constraint: [${own.constraint}]`,
  }
}

function sentence({ name, value, constraint }: Complaint): string {
  const said = privately(name) ? undefined : shown(value, name)
  return `Value ${said === undefined ? '' : `${said} `}at '${name}' failed to satisfy constraint: ${constraint}`
}

/** What the service models mark as sensitive is not repeated. */
function privately(name: string): boolean {
  return /^(requestMetadata|promptVariables|retrievalQuery|inputText|input\.text|sessionState\.files\.\d+\.member\.source\.byteContent)\b/.test(
    name,
  )
}

function shown(value: Json | undefined, name: string): string | undefined {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'number') {
    return isFraction(name.split('.').at(-1)) && Number.isInteger(value)
      ? `'${value}.0'`
      : `'${value}'`
  }
  if (Array.isArray(value)) return shownList(value)
  return typeof value === 'object' ? undefined : `'${value}'`
}

function shownList(values: readonly Json[]): string | undefined {
  if (values.some((value) => typeof value === 'object')) return undefined
  return `'[${values.map(String).join(', ')}]'`
}

/** AWS counts the items of lists from one. */
function nameOf(path: Issue['path']): string {
  return path
    .map((step) => (typeof step === 'number' ? `${step + 1}.member` : String(step)))
    .join('.')
}

function constraintOf(issue: Issue): string {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the other kinds speak for themselves
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${measureOf(issue)} less than or equal to ${issue.maximum}`
    case 'too_small':
      return `Member must have ${measureOf(issue)} greater than or equal to ${issue.minimum}`
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`
    case 'invalid_type':
      return 'Member must not be null'
    default:
      return issue.message
  }
}

function measureOf({ origin }: { origin: string }): string {
  return origin === 'number' || origin === 'int' ? 'value' : 'length'
}
