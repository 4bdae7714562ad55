import { capturesOf } from './checks/captures-of.ts'
import type { KnownAttribute, KnownAttributes } from './checks/known-attribute.ts'
import type { AttributeRow } from './store.ts'

/** The attributes of one stream as checks look at them. */
export const knownAttributes = (rows: readonly Row[]): KnownAttributes =>
  new Map(rows.map((row) => [row.name, knownAttribute(row)]))

type Row = Pick<AttributeRow, 'name' | 'scope' | 'type' | 'steps'> &
  Partial<Pick<AttributeRow, 'enrichments'>>

const knownAttribute = ({ name, scope, type, steps, enrichments }: Row): KnownAttribute => ({
  name,
  scope,
  type,
  steps: steps ?? [],
  captures: type === 'timeline' && enrichments ? capturesOf(enrichments) : undefined,
})
