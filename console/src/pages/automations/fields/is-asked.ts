import type { FieldSchema } from './field-schema.ts'

/** Whether a member has a use beside the others. What is filled in is shown all the same, so that it can be taken out. */
export function isAsked(
  name: string,
  schema: FieldSchema,
  values: Readonly<Record<string, unknown>>,
): boolean {
  const members = schema.properties ?? {}
  const condition = Object.entries(members[name]?.only_with ?? {})
  const value = values[name]
  if (value !== undefined && value !== '') return true
  return condition.every(([other, wanted]) => (values[other] ?? members[other]?.default) === wanted)
}
