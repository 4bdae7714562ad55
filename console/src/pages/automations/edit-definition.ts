import type { Definition, Step } from '@outcrop/contract'

/** The same definition with a changed first step. */
export function withStep(definition: Definition, change: Partial<Step>): Definition {
  const [first, ...rest] = definition.steps
  if (!first) return definition
  return { ...definition, steps: [{ ...first, ...change }, ...rest] }
}

/** The same definition with changed input of the first step; members that the form does not know stay. */
export function withInput(definition: Definition, change: object): Definition {
  const members = Object.entries({ ...definition.steps[0]?.input, ...change })
  // A member that is left out is not there; undefined would not survive being sent.
  const input = Object.fromEntries(members.filter(([, value]) => value !== undefined))
  return withStep(definition, { input })
}

/** The same output type, or another with what can be kept. Only events can be delivered. */
export function withOutputType(step: Step, type: Step['output']['type']): Partial<Step> {
  const fields = step.output.type === 'text' ? [] : step.output.fields
  switch (type) {
    case 'event':
      return { output: { type, fields } }
    case 'structured':
      return { output: { type, fields: fields.length > 0 ? fields : [newField] }, deliver: nowhere }
    case 'text':
      return { output: { type }, deliver: nowhere }
  }
}

const nowhere = { to: 'nowhere' } as const

export const newField = { name: '', type: 'string', required: true, description: '' } as const
