import { z } from 'zod'
import { unknownMembers } from './unknown-members.ts'

const made = new WeakMap<z.ZodType, z.ZodType>()

/**
 * A schema for what is sent to the API: that of what is stored and answered, but a member that it does
 * not know is refused, however deep. Of what is read, such a member is left out without a word: it may
 * come from an older row, or from a newer server.
 *
 * Maps whose keys are data, such as the payload of an event, hold what they like. The same schema is
 * always given for the same one, so that it can have a name in the OpenAPI document.
 */
export function sent<Schema extends z.ZodType>(schema: Schema): Schema {
  const known = made.get(schema)
  const strict = known ?? strictly(schema)
  made.set(schema, strict)
  made.set(strict, strict)
  // eslint-disable-next-line no-restricted-syntax -- a clone of the same class with the same values: only what it refuses differs
  return strict as Schema
}

function strictly(schema: z.ZodType): z.ZodType {
  const definition = strictDefinition(schema)
  if (!definition) return schema
  const strict = schema.clone(definition)
  const { parent } = schema._zod
  if (parent instanceof z.ZodType) strict._zod.parent = sent(parent)
  const words = z.globalRegistry.get(schema)
  if (words) z.globalRegistry.add(strict, words)
  return strict
}

/** Null when the schema holds no object. */
function strictDefinition(schema: z.ZodType): z.ZodType['def'] | null {
  if (schema instanceof z.ZodLazy) return strictLazy(schema)
  const { def } = schema
  const changed = schema instanceof z.ZodObject ? strictObject(schema) : strictParts(schema)
  // Default values are getters, which make a new one each time: a spread would lose them.
  return (
    changed && Object.defineProperties({ ...def }, { ...membersOf(def), ...membersOf(changed) })
  )
}

const membersOf = (definition: object) => Object.getOwnPropertyDescriptors(definition)

/** Made of few members, because a definition that was used keeps the schema that it led to. */
function strictLazy(schema: z.ZodLazy): z.ZodLazy['def'] {
  const { type, checks } = schema.def
  return { type, ...(checks && { checks }), getter: () => part(schema.unwrap()) }
}

function strictParts({ def }: z.ZodType): object | null {
  const inner = Object.entries<unknown>({ ...def }).flatMap(([place, held]) =>
    places.has(place) ? [{ place, held, strict: part(held) }] : [],
  )
  const differs = inner.some(({ held, strict }) => held !== strict)
  return differs ? Object.fromEntries(inner.map(({ place, strict }) => [place, strict])) : null
}

/** Where schemas that are no objects hold others. */
const places = new Set(['element', 'innerType', 'in', 'out', 'valueType', 'options', 'items', 'rest', 'left', 'right']) // prettier-ignore

function part<Held>(held: Held): Held
function part(held: unknown): unknown {
  if (held instanceof z.ZodType) return sent(held)
  if (!Array.isArray(held)) return held
  const list: readonly unknown[] = held
  const strict = list.map((one) => part(one))
  return strict.some((one, index) => one !== list[index]) ? strict : list
}

function strictObject({ shape, def }: z.ZodObject): object {
  const known = Object.keys(shape)
  return {
    shape: Object.fromEntries(Object.entries(shape).map(([name, held]) => [name, part(held)])),
    catchall: def.catchall ?? z.never(),
    error: (issue: z.core.$ZodRawIssue) =>
      issue.code === 'unrecognized_keys' ? unknownMembers(issue.keys, known) : undefined,
  }
}
