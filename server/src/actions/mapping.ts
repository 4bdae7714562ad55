import { z } from 'zod'
import {
  defaultNames,
  defaultParameters,
  parameter,
  resolveParameters,
  type Parameter,
} from './parameter.ts'
import type { StepData } from './step-data.ts'
import { visitorVariable, type ProfileShape } from './visitor-profile.ts'

/** The inputs with which an action says what its templates may use. */
export const mappingInput = {
  parameters: z
    .array(parameter)
    .max(200)
    .default([])
    .meta({ title: 'Parameters', description: 'tealium_account, tealium_profile and tealium_visitor_id are always there; a parameter of the same name replaces them.' }), // prettier-ignore
  add_event_payload: z.boolean().default(false).meta({
    title: 'Add event payload',
    description: 'Offers the whole event as {{ event_payload }}.',
  }),
  add_visitor_profile: z.boolean().default(false).meta({
    title: 'Add visitor profile',
    description:
      'Offers the visitor, as it was when the run started, as {{ visitor_profile }} and {{ visitor_json }}.',
  }),
  add_current_visit: z.boolean().default(false).meta({
    title: 'Add current visit',
    description: 'Offers the visit as {{ visitor_profile.current_visit }}.',
  }),
  visitor_profile_shape: z.enum(['flat', 'nested']).default('flat').meta({
    title: 'Shape of the visitor profile',
    description:
      'flat: every attribute by its name. nested: by its type, then its name, as visitor records have it.',
  }),
}

export interface Mapping {
  readonly parameters: readonly Parameter[]
  readonly add_event_payload: boolean
  readonly add_visitor_profile: boolean
  readonly add_current_visit: boolean
  readonly visitor_profile_shape: ProfileShape
}

/** Everything that templates of a step may use, by name. */
export function mappedVariables(mapping: Mapping, data: StepData): Record<string, unknown> {
  return resolveParameters(mapping.parameters, data, {
    ...defaultParameters(data),
    ...(mapping.add_event_payload && { event_payload: data.event.payload }),
    ...(mapping.add_visitor_profile && visitorOf(mapping, data)),
    event: { id: data.event.id, name: data.event.name, received_at: data.event.receivedAt },
    steps: data.steps,
  })
}

/** The visitor under both of its names. */
function visitorOf(
  { visitor_profile_shape, add_current_visit }: Mapping,
  { visitor }: StepData,
): Record<string, unknown> {
  const profile = visitor && visitorVariable(visitor, visitor_profile_shape, add_current_visit)
  return { visitor_profile: profile, visitor_json: profile }
}

/** What a flow gets: the parameters by name, each with its own type, and what is added as a whole. */
export function mappedDocument(mapping: Mapping, data: StepData): Record<string, unknown> {
  const variables = mappedVariables(mapping, data)
  const own = new Set(mapping.parameters.map(({ name }) => name))
  // Templates may use these; a flow gets them only when someone maps them.
  const others = new Set(['event', 'steps', 'visitor_json'].filter((name) => !own.has(name)))
  const members = Object.entries(variables).filter(([name]) => !others.has(name))
  // Not known is not the same as null, which a flow takes for a value of no type.
  return Object.fromEntries(
    members.filter(([name, value]) => value !== undefined && (value !== null || own.has(name))),
  )
}

/** The members of the document that a flow gets, with the types of flows; null where the event decides. */
export function mappedMembers(mapping: Mapping): ReadonlyMap<string, string | null> {
  const { parameters, add_event_payload, add_visitor_profile } = mapping
  return new Map([
    ...defaultNames.map((name) => [name, 'String'] as const),
    ...(add_event_payload ? [['event_payload', 'Object'] as const] : []),
    ...(add_visitor_profile ? [['visitor_profile', 'Object'] as const] : []),
    ...parameters.map(({ name, from }) => [name, isText(from) ? 'String' : null] as const),
  ])
}

const isText = (from: Parameter['from']): boolean => 'text' in from || 'template' in from

/** The templates among the parameters, with their places. */
export function parameterTemplates(
  parameters: readonly Parameter[],
): { path: string; template: string }[] {
  return parameters.flatMap(({ from }, index) =>
    'template' in from
      ? [{ path: `parameters.${index}.from.template`, template: from.template }]
      : [],
  )
}
