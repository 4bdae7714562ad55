import { z } from 'zod'

/**
 * An input while it is being written: fields and list items that are not valid yet are left out, or
 * blank where the field has to be there. Text stays as it was typed.
 */
export function draftOf(schema: z.ZodObject, input: unknown): Record<string, unknown> {
  const given = isObject(input) ? input : {}
  return Object.fromEntries(
    Object.entries<z.core.$ZodType>(schema.shape).map(([key, field]) => [
      key,
      fieldDraft(field, given[key]),
    ]),
  )
}

function fieldDraft(field: z.core.$ZodType, value: unknown): unknown {
  const { data, error } = z.safeParse(field, value)
  if (!error) return data
  const faulty = new Set(error.issues.map(({ path }) => path[0]))
  const rest = z.safeParse(field, without(value, faulty))
  return rest.success ? rest.data : blank(field, value)
}

/** The value without its faulty members. */
function without(value: unknown, faulty: ReadonlySet<PropertyKey | undefined>): unknown {
  if (Array.isArray(value)) return value.filter((_, index) => !faulty.has(index))
  if (!isObject(value)) return undefined
  return Object.fromEntries(Object.entries(value).filter(([key]) => !faulty.has(key)))
}

function blank(field: z.core.$ZodType, value: unknown): unknown {
  const { type } = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' })
  if (type === 'string') return typeof value === 'string' ? value : ''
  if (type === 'array') return []
  return type === 'object' ? {} : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
