import * as contract from '@outcrop/contract'
import { z } from 'zod'

export type Json = Record<string, unknown>

export interface JsonSchemas {
  /** The JSON Schema of one of the schemas given: a reference when the contract names it. */
  of(schema: z.ZodType): Json
  /** What references may point at, by name. */
  readonly named: Readonly<Record<string, Json>>
}

const place = '#/components/schemas/'

/** JSON Schemas of what is sent (`input`: defaults may be left out) or answered (`output`). */
export function jsonSchemas(given: readonly z.ZodType[], io: 'input' | 'output'): JsonSchemas {
  const registry = z.registry<{ id: string }>()
  for (const [name, value] of Object.entries(contract)) {
    if (!(value instanceof z.ZodType)) continue
    registry.add(io === 'input' ? contract.sent(value) : value, { id: nameOf(name, io) })
  }
  const unnamed = new Set(given.filter((schema) => !registry.has(schema)))
  let count = 0
  for (const schema of unnamed) registry.add(schema, { id: `unnamed ${count++}` })

  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => place + id })
  const texts = Object.entries(schemas).map(([id, schema]): [string, Json] => [id, bare(schema)])
  const all = new Map(texts)
  const idOf = (schema: z.ZodType) => registry.get(schema)?.id ?? ''
  return {
    of: (schema) =>
      unnamed.has(schema) ? (all.get(idOf(schema)) ?? {}) : { $ref: place + idOf(schema) },
    named: Object.fromEntries(texts.filter(([id]) => !id.startsWith('unnamed'))),
  }
}

/** Of `named`, what `document` refers to, directly or through others. */
export function referred(
  document: unknown,
  named: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const found = new Map<string, Json>()
  const visit = (value: unknown) => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(
      /"#\/components\/schemas\/(\w+)"/g,
    )) {
      const schema = named[name]
      if (!schema || found.has(name)) continue
      found.set(name, schema)
      visit(schema)
    }
  }
  visit(document)
  return Object.fromEntries([...found].toSorted(([one], [other]) => one.localeCompare(other)))
}

/** What is sent and what is answered differ in what is required, so their names differ too. */
function nameOf(name: string, io: 'input' | 'output'): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1) + (io === 'input' ? 'Input' : '')
}

function bare(schema: z.core.JSONSchema.BaseSchema): Json {
  // Inside an OpenAPI document the place of a schema is its name.
  const own = Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$id')
  return Object.fromEntries(own)
}
