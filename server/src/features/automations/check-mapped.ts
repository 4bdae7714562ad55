import type { Attribute, Finding, Step } from '@outcrop/contract'
import { z } from 'zod'

/** What a check must know of an attribute. */
export type Held = Pick<Attribute, 'name' | 'scope' | 'type'>

const mapping = z.object({
  parameters: z.array(
    z.object({
      from: z.object({ visitor: z.string().optional(), visit: z.string().optional() }),
    }),
  ),
})

/** Parameters that are mapped to attributes which the stream does not have: they would always be empty. */
export function checkMapped(input: Step['input'], attributes: readonly Held[] | null): Finding[] {
  const read = mapping.safeParse(input)
  if (!read.success || attributes === null) return []
  return read.data.parameters.flatMap(({ from }, index) => [
    ...missing('visitor', from.visitor, index, attributes),
    ...missing('visit', from.visit, index, attributes),
  ])
}

function missing(
  scope: Held['scope'],
  name: string | undefined,
  index: number,
  attributes: readonly Held[],
): Finding[] {
  if (name === undefined || name === '') return []
  const found = attributes.find((one) => one.name === name)
  if (found?.scope === scope) return []
  const path = `input.parameters.${index}.from.${scope}`
  return found
    ? [{ path, message: `"${name}" is an attribute of the ${found.scope}. Map it as one of the ${found.scope}.` }]
    : [{ path, message: `This stream has no attribute "${name}". Create it first, or correct the name.` }]
} // prettier-ignore
