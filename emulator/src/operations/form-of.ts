import { z } from 'zod'
import { AwsError } from '../wire/aws-error.ts'
import type { Call } from './operation.ts'

/** Reads the form of an STS request with a schema. Throws the ValidationError of STS. */
export function formOf<Schema extends z.ZodType>(call: Call, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(
    Object.fromEntries(new URLSearchParams(call.body.toString('utf8'))),
  )
  if (parsed.success) return parsed.data
  const complaints = parsed.error.issues.map((issue) => issue.message)
  const noun = complaints.length === 1 ? 'error' : 'errors'
  throw new AwsError(
    'ValidationError',
    400,
    `${complaints.length} validation ${noun} detected: ${complaints.join('; ')}`,
  )
}

/** A form field with a length and a pattern, complained about in the words of STS. */
export function field(
  name: string,
  { min, max, pattern = /.*/s }: { min: number; max: number; pattern?: RegExp },
): z.ZodType<string> {
  const broken = (value: unknown, constraint: string): string =>
    `Value '${String(value)}' at '${name}' failed to satisfy constraint: ${constraint}`
  return z
    .string({
      error: `Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    })
    .min(min, {
      error: ({ input }) =>
        broken(input, `Member must have length greater than or equal to ${min}`),
    })
    .max(max, {
      error: ({ input }) => broken(input, `Member must have length less than or equal to ${max}`),
    })
    .regex(pattern, {
      error: ({ input }) =>
        broken(
          input,
          `Member must satisfy regular expression pattern: ${pattern.source.replace(/^\^|\$$/g, '')}`,
        ),
    })
}

/**
 * The items of a list as STS writes it: `Tags.member.1.Key` is `Key` of the first item, and
 * `TransitiveTagKeys.member.1` the first item itself, under an empty name.
 */
export function numbered(form: URLSearchParams, list: string): Record<string, string>[] {
  const items = new Map<number, Record<string, string>>()
  for (const [name, value] of form) {
    const [, number, member = ''] = new RegExp(`^${list}\\.member\\.(\\d{1,4})(?:\\.(\\w+))?$`).exec(name) ?? [] // prettier-ignore
    if (number === undefined) continue
    items.set(Number(number), { ...items.get(Number(number)), [member]: value })
  }
  return [...items].toSorted(([one], [other]) => one - other).map(([, item]) => item)
}
