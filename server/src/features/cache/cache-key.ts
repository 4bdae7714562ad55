import { createHash } from 'node:crypto'

/** Everything that an answer depends on. */
export interface Question {
  readonly organizationId: string
  readonly action: string
  /** As it is sent: target, settings and the whole rendered prompt. */
  readonly request: Readonly<Record<string, unknown>>
  /** What the step wants of the answer, and what it does with it. */
  readonly wanted: unknown
}

/** Two questions with the same key have the same answer. */
export function cacheKey({ organizationId, action, request, wanted }: Question): string {
  const text = JSON.stringify([organizationId, action, sorted(request), sorted(wanted)])
  return createHash('sha256').update(text).digest('hex')
}

/** The order in which an object was written is no part of what it says. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const)
  // With a mark, so that an object is not taken for a list of pairs.
  return { members: members.sort(([one], [other]) => (one < other ? -1 : 1)) }
}
