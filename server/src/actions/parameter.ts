import { z } from 'zod'
import { attributeOf } from '../kernel/attribute.ts'
import { renderTemplate } from '../kernel/template.ts'
import type { StepData } from './step-data.ts'
import { profileValue } from './visitor-profile.ts'

/** A named value for a prompt: from an attribute of the event, the visitor or the visit, a fixed text, or a template. */
export const parameter = z.object({
  name: z
    .string()
    .regex(
      /^[A-Za-z_][A-Za-z0-9_]{0,99}$/,
      'must be letters, digits and underscores, not beginning with a digit',
    )
    .meta({ title: 'Name' }),
  from: z
    .union([
      z.strictObject({ attribute: z.string().min(1).max(250) }),
      z.strictObject({ visitor: z.string().min(1).max(100) }),
      z.strictObject({ visit: z.string().min(1).max(100) }),
      z.strictObject({ text: z.string().max(10_000) }),
      z.strictObject({ template: z.string().max(10_000) }),
    ])
    .meta({ title: 'Value' }),
})
export type Parameter = z.infer<typeof parameter>

/** The three that every prompt has, unless a parameter of the same name replaces them. */
export const defaultNames = ['tealium_account', 'tealium_profile', 'tealium_visitor_id'] as const

export function defaultParameters({
  source,
}: StepData): Record<(typeof defaultNames)[number], string | null> {
  return {
    tealium_account: source.account,
    tealium_profile: source.profile,
    tealium_visitor_id: source.visitorId,
  }
}

/** The values of parameters, in order; a template may use the defaults and the parameters before it. */
export function resolveParameters(
  parameters: readonly Parameter[],
  data: StepData,
  base: Record<string, unknown>,
): Record<string, unknown> {
  const values = { ...base }
  for (const { name, from } of parameters) values[name] = valueOf(from, data, values)
  return values
}

function valueOf(
  from: Parameter['from'],
  data: StepData,
  values: Record<string, unknown>,
): unknown {
  if ('attribute' in from) return attributeOf(data.event.payload, from.attribute)
  if ('visitor' in from) return profileValue(data.visitor, 'visitor', from.visitor)
  if ('visit' in from) return profileValue(data.visitor, 'visit', from.visit)
  return 'text' in from ? from.text : renderTemplate(from.template, values)
}
