import { idPrefixes, routes, type IdKind, type Route } from '@outcrop/contract'
import { z } from 'zod'

/** A member of the body of an operation that takes an id. */
export interface IdMember {
  readonly operation: string
  /** Such as `trigger.feed_id`. */
  readonly path: string
  readonly kind: IdKind
}

const schemaPart = z.looseObject({
  pattern: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
})

/** Every member of every body of the contract that takes an id; one in an `input` is known to its action only. */
export function idMembers(): IdMember[] {
  return Object.entries<Route>(routes).flatMap(([operation, { body }]) => {
    if (!body) return []
    const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', reused: 'inline' })
    const found = new Map(idsIn(schema, '').map((one) => [`${one.path} ${one.kind}`, one]))
    return [...found.values()].map((one) => ({ operation, ...one }))
  })
}

function idsIn(schema: unknown, path: string): Omit<IdMember, 'operation'>[] {
  const part = schemaPart.safeParse(schema).data
  if (!part) return []
  const { pattern, properties = {}, anyOf = [], oneOf = [] } = part
  const kinds = Object.entries(idPrefixes).flatMap(([kind, prefix]) => (pattern?.startsWith(`^${prefix}_`) === true ? kind : [])) // prettier-ignore
  return [
    ...kinds.filter(isKind).map((kind) => ({ path, kind })),
    ...Object.entries(properties).flatMap(([name, one]) => idsIn(one, path === '' ? name : `${path}.${name}`)), // prettier-ignore
    ...[...anyOf, ...oneOf].flatMap((one) => idsIn(one, path)),
  ]
}

const isKind = (name: string): name is IdKind => Object.hasOwn(idPrefixes, name)
