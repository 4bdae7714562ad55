import type { Finding, Output } from '@outcrop/contract'
import { schemaFault } from './schema-fault.ts'

/** What is wrong with the fields that a step demands, with the place of each. */
export function outputFaults(output: Output): Finding[] {
  if (output.type === 'text') return []
  const names = output.fields.map(({ name }) => name)
  return output.fields.flatMap(({ name, type, schema, choices }, index) => {
    const finding = (member: string, message: string) => [
      { path: `fields.${index}.${member}`, message },
    ]
    if (names.indexOf(name) < index) return finding('name', `Two fields are called "${name}".`)
    if (!schema) return []
    if (type !== 'object' && type !== 'array') {
      return finding('schema', 'Only fields of type object or array have a schema of what is inside.') // prettier-ignore
    }
    if (choices) return finding('schema', 'Give the choices in the schema, or no schema.')
    const fault = schemaFault(schema)
    return fault === undefined ? [] : finding('schema', fault)
  })
}
