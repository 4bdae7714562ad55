import type { ModelFields } from './model-fields.ts'

interface Settings {
  readonly max_tokens?: number | undefined
  readonly temperature?: number | undefined
  readonly additional_model_request_fields?: ModelFields | undefined
}

interface Fault {
  readonly path: readonly string[]
  readonly message: string
}

const fieldsAt = 'additional_model_request_fields'
const least = 1024

/** What Claude refuses beside its `thinking`, or in it, whichever Claude is asked. Other models have no such field. */
export function thinkingFaults(given: Settings): Fault[] {
  const { [fieldsAt]: fields, temperature } = given
  if (!fields || !thinks(fields)) return []
  return [
    ...budgetFaults(given, fields),
    ...(temperature === undefined || temperature === 1
      ? []
      : [{ path: ['temperature'], message: 'must be left out, or 1, while Claude thinks' }]),
    ...(fields['top_k'] === undefined
      ? []
      : [{ path: [fieldsAt, 'top_k'], message: 'top_k must be left out while Claude thinks' }]),
  ]
}

/** Whether the fields have Claude think before it answers. */
export function thinks(fields: ModelFields): boolean {
  const { type } = thinkingOf(fields)
  return type === 'enabled' || type === 'adaptive'
}

function budgetFaults({ max_tokens }: Settings, fields: ModelFields): Fault[] {
  const { type, budget_tokens: budget } = thinkingOf(fields)
  if (type !== 'enabled') return []
  const fault = (message: string) => [{ path: [fieldsAt, 'thinking', 'budget_tokens'], message }]
  if (typeof budget !== 'number' || !Number.isInteger(budget) || budget < least) {
    return fault(`thinking.budget_tokens must be a whole number of at least ${least}`)
  }
  // With a beta, thoughts between calls of tools may go beyond one answer.
  const isBounded = max_tokens !== undefined && fields['anthropic_beta'] === undefined
  if (!isBounded || budget < max_tokens) return []
  return fault(`thinking.budget_tokens must be less than max tokens (${max_tokens}), which thoughts count towards`) // prettier-ignore
}

function thinkingOf({ thinking }: ModelFields): ModelFields {
  return typeof thinking === 'object' && thinking !== null && !Array.isArray(thinking) ? thinking : {} // prettier-ignore
}
