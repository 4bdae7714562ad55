import { z } from 'zod'
import { defaultParameters, parameter, resolveParameters, type Parameter } from './parameter.ts'
import type { StepData } from './step-data.ts'

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
}

export interface Mapping {
  readonly parameters: readonly Parameter[]
  readonly add_event_payload: boolean
}

/** Everything that templates of a step may use, by name. */
export function mappedVariables(
  { parameters, add_event_payload }: Mapping,
  data: StepData,
): Record<string, unknown> {
  return resolveParameters(parameters, data, {
    ...defaultParameters(data),
    ...(add_event_payload && { event_payload: data.event.payload }),
    event: { id: data.event.id, name: data.event.name, received_at: data.event.receivedAt },
    steps: data.steps,
  })
}

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
