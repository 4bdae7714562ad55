import type { Attribute } from '@outcrop/contract'
import type { AttributeRow } from './store.ts'

export const attributeOf = (row: AttributeRow): Attribute => ({
  id: row.id,
  stream_id: row.stream_id,
  name: row.name,
  title: row.title,
  description: row.description,
  scope: row.scope,
  type: row.type,
  ...(row.steps && { steps: [...row.steps] }),
  ...(row.keep_days !== null && { keep_days: row.keep_days }),
  enrichments: [...row.enrichments],
  preloaded: row.preloaded,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
