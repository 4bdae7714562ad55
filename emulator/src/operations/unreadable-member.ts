import type { z } from 'zod'
import type { Json } from '../json.ts'
import { isFraction } from '../model/is-fraction.ts'

const kinds: Partial<Record<string, string>> = {
  string: 'String',
  boolean: 'Boolean',
}

/** What AWS says of a member whose value is of another kind than its service model wants; undefined if it is not. */
export function unreadableMember(
  issue: z.core.$ZodIssue,
  value: Json | undefined,
): string | undefined {
  if (value === undefined || value === null) return undefined
  const kind = wantedKind(issue, value)
  if (kind === undefined) return undefined
  if (Array.isArray(value)) return 'Start of list found where not expected'
  if (typeof value === 'object') return 'Start of structure or map found where not expected.'
  return kind === 'other' ? 'Unexpected field type' : `${tokenOf(value)} cannot be converted to ${kind}` // prettier-ignore
}

function wantedKind(issue: z.core.$ZodIssue, value: Json): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'number' || issue.expected === 'int') {
      return isFraction(issue.path.at(-1)) ? 'Float' : 'Integer'
    }
    return kinds[issue.expected] ?? 'other'
  }
  return issue.code === 'invalid_value' && typeof value !== 'string' ? 'String' : undefined
}

function tokenOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE'
}
