import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { resolveRef } from './schema-tree.ts'
import { chooseMember } from './choose-member.ts'
import { echo } from './echo.ts'
import type { FillContext } from './fill-context.ts'
import { fillNumber } from './fill-number.ts'
import { fillString } from './fill-string.ts'
import { fraction } from './hash.ts'
import { readSchema, type Schema } from './schema.ts'

/** Schemas that refer to themselves are followed this far. */
const deepest = 12

/** A value that satisfies the schema, made from the data as far as names and types allow. */
export function fillSchema(schema: Schema, path: readonly string[], context: FillContext): Json {
  const key = path.at(-1) ?? ''
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return chooseMember(schema.enum, key, context)
  const inner = through(schema, context)
  if (inner) return fillSchema(inner, path, context)
  const type = typeOf(schema)
  const known = key === '' ? undefined : echo(context.data.find(key), type, schema)
  if (known !== undefined) return known
  switch (type) {
    case 'object':
      return fillObject(schema, path, context)
    case 'array':
      return fillArray(schema, path, context)
    case 'integer':
    case 'number':
      return fillNumber({ ...schema, type }, key, context)
    case 'boolean':
      return isNegative(key) ? context.score < 0.5 : context.score >= 0.5
    case 'null':
      return null
    default:
      return fillString(schema, path, context)
  }
}

/** The schema behind references, alternatives and combinations. */
function through(schema: Schema, { root }: FillContext): Schema | undefined {
  const { $ref, anyOf, oneOf, allOf, ...rest } = schema
  if ($ref !== undefined) {
    const target = isJsonObject(root) ? resolveRef($ref, root) : undefined
    return { ...(target && readSchema(target)), ...rest }
  }
  if (allOf) return allOf.reduce<Schema>(merge, { ...rest, anyOf, oneOf })
  const options = anyOf ?? oneOf
  if (!options) return undefined
  return merge(rest, options.find((option) => option.type !== 'null') ?? options[0] ?? {})
}

function merge(left: Schema, right: Schema): Schema {
  const set = Object.entries(right).filter(([, value]) => value !== undefined)
  return {
    ...left,
    ...Object.fromEntries(set),
    ...((left.properties ?? right.properties) && {
      properties: { ...left.properties, ...right.properties },
      required: [...(left.required ?? []), ...(right.required ?? [])],
    }),
  }
}

function typeOf(schema: Schema): string {
  const types = [schema.type ?? []].flat()
  const named = types.find((type) => type !== 'null') ?? types[0]
  if (named !== undefined) return named
  if (schema.properties) return 'object'
  if (schema.items) return 'array'
  return schema.minimum !== undefined || schema.maximum !== undefined ? 'number' : 'any'
}

function fillObject(schema: Schema, path: readonly string[], context: FillContext): JsonObject {
  const required = new Set(schema.required)
  const properties = Object.entries(schema.properties ?? {}).filter(
    ([name]) => required.has(name) || path.length < deepest / 2,
  )
  if (path.length > deepest) return {}
  return Object.fromEntries(
    properties.map(([name, property]) => [name, fillSchema(property, [...path, name], context)]),
  )
}

function fillArray(schema: Schema, path: readonly string[], context: FillContext): Json[] {
  const { minItems = 0, maxItems = Math.max(minItems, 3) } = schema
  const wanted = path.length > deepest / 2 ? minItems : Math.max(minItems, Math.min(2, maxItems))
  const item = schema.items ?? { type: 'string' }
  const items = Array.from({ length: wanted }, (_, index) => {
    // Each item reads the prompt anew, so that items differ where they may.
    const own = {
      ...context,
      seed: `${context.seed}#${index}`,
      score: spread(context, path, index),
    }
    return fillSchema(item, [...path, `${index + 1}`], own)
  })
  return schema.uniqueItems === true ? distinct(items) : items
}

function spread({ score, seed }: FillContext, path: readonly string[], index: number): number {
  if (index === 0) return score
  return Math.min(
    0.99,
    Math.max(0.01, score + fraction(`${path.join('.')}#${index}${seed}`) * 0.4 - 0.3),
  )
}

function distinct(items: readonly Json[]): Json[] {
  const seen = new Map(items.map((item) => [JSON.stringify(item), item]))
  return [...seen.values()]
}

function isNegative(key: string): boolean {
  return /churn|risk|refund|escalat|unsubscrib|spam|fraud/i.test(key)
}
