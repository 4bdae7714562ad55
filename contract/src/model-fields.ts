import { z } from 'zod'
import { jsonValue } from './json-value.ts'

/** The longest that a request may carry, in characters of JSON. */
const longest = 20_000
const deepest = 16

/**
 * What a model takes beyond the members that all models share, in the words of its family: Bedrock
 * hands it on as it is. Bounded before it is read as JSON, so that no depth of it can be a burden.
 */
export const modelFields = z
  .record(z.string().min(1).max(200), z.unknown(), 'must be a JSON object')
  .superRefine((fields, context) => {
    const message = excessOf(fields)
    if (message !== null) context.addIssue({ code: 'custom', message })
  })
  .pipe(z.record(z.string(), jsonValue))
export type ModelFields = z.infer<typeof modelFields>

function excessOf(fields: object): string | null {
  if (!isShallow(fields)) return `must not be nested deeper than ${deepest} levels`
  const { length } = JSON.stringify(fields)
  return length > longest ? `must be at most ${longest} characters of JSON, and is ${length}` : null
}

/** Looks level by level: a recursion could be made to overflow by what it looks at. */
function isShallow(fields: object): boolean {
  let level: readonly unknown[] = [fields]
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap(membersOf)
    if (level.length === 0) return true
  }
  return false
}

const membersOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : []
