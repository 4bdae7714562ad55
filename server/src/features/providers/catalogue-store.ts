import type { Model } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import type { ProviderRow } from './store.ts'

export interface CatalogueRow {
  readonly models: Model[]
  readonly read_at: Date
  /** Some lists may not be seen. */
  readonly is_partial: boolean
}

/** What AWS listed for the provider as it is now; undefined when it was not asked since. */
export async function findCatalogue(
  db: Db,
  organizationId: string,
  id: string,
): Promise<CatalogueRow | undefined> {
  const { rows } = await db.query<CatalogueRow>(
    `select c.models, c.read_at, c.is_partial from model_catalogues c
     join providers p on p.id = c.provider_id and p.revision = c.revision
     where p.organization_id = $1 and p.id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

/** Keeps what AWS listed, unless the provider is gone. */
export async function storeCatalogue(
  db: Db,
  { id, revision, organization_id }: Pick<ProviderRow, 'id' | 'revision' | 'organization_id'>,
  { models, read_at, is_partial }: CatalogueRow,
): Promise<void> {
  await db.query(
    `insert into model_catalogues (provider_id, revision, models, read_at, is_partial)
     select id, $3, $4, $5, $6 from providers where organization_id = $1 and id = $2
     on conflict (provider_id) do update set revision = excluded.revision,
       models = excluded.models, read_at = excluded.read_at, is_partial = excluded.is_partial`,
    [organization_id, id, revision, JSON.stringify(models), read_at, is_partial],
  )
}

/** Has AWS asked again next time. */
export async function forgetCatalogue(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query(
    `delete from model_catalogues c using providers p
     where p.id = c.provider_id and p.organization_id = $1 and p.id = $2`,
    [organizationId, id],
  )
}
