import type { Automation } from '@outcrop/contract'
import type { AutomationRow } from './store.ts'

export function automationOf(row: AutomationRow): Automation {
  return {
    id: row.id,
    name: row.draft.name,
    stream_id: row.stream_id,
    state: stateOf(row),
    draft: row.draft,
    published: row.published && {
      ...row.published,
      published_at: new Date(row.published.published_at).toISOString(),
    },
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

function stateOf(row: AutomationRow): Automation['state'] {
  if (!row.published) return 'draft'
  return row.paused ? 'paused' : 'active'
}
