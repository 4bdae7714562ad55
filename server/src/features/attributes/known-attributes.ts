import type { KnownAttributes } from './checks/known-attribute.ts'
import type { AttributeRow } from './store.ts'

/** The attributes of one stream as checks look at them. */
export const knownAttributes = (
  rows: readonly Pick<AttributeRow, 'name' | 'scope' | 'type' | 'steps'>[],
): KnownAttributes =>
  new Map(
    rows.map(({ name, scope, type, steps }) => [name, { name, scope, type, steps: steps ?? [] }]),
  )
