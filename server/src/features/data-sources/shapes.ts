import type { DataSource, Volume } from '@outcrop/contract'
import type { DataSourceRow } from './store.ts'

export const dataSourceOf = (row: DataSourceRow, volume: Volume): DataSource => ({
  id: row.id,
  stream_id: row.stream_id,
  name: row.name,
  description: row.description,
  platform: row.platform,
  key: row.key,
  ...volume,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
