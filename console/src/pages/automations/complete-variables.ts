import type { Completion } from '@codemirror/autocomplete'

export interface Variable {
  readonly name: string
  readonly value?: unknown
}

const short = (value: unknown) => {
  const text = value === undefined ? '' : JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

const completionOf = ({ name, value }: Variable): Completion => ({
  label: name,
  type: 'variable',
  ...(value !== undefined && { detail: short(value) }),
})

/** Variables as completions, with a glance at their present value. */
export const variableCompletions = (variables: readonly Variable[]): Completion[] =>
  variables.map(completionOf)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What may follow `a.b.`: the members of that value. */
export function propertyCompletions(
  variables: readonly Variable[],
  path: readonly string[],
): Completion[] {
  const top: unknown = Object.fromEntries(variables.map(({ name, value }) => [name, value]))
  const value = path.reduce<unknown>(
    (inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    top,
  )
  if (!isRecord(value)) return []
  return Object.entries(value).map(([name, member]) => ({
    ...completionOf({ name, value: member }),
    type: 'property',
  }))
}
