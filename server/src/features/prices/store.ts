import type { NewPrice } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'

/** A price of an organization; money in USD per million tokens. */
export interface PriceRow {
  readonly id: string
  readonly model: string
  readonly input: string
  readonly output: string
  readonly cache_read: string | null
  readonly cache_write: string | null
  readonly updated_at: Date
}

export async function listOwnPrices(db: Db, organizationId: string): Promise<PriceRow[]> {
  const { rows } = await db.query<PriceRow>(
    'select * from prices where organization_id = $1 order by model',
    [organizationId],
  )
  return rows
}

/** Sets the price of a model; the id stays when there was one. */
export async function setPrice(
  db: Db,
  organizationId: string,
  id: string,
  price: NewPrice,
  at: Date,
): Promise<PriceRow | undefined> {
  const { rows } = await db.query<PriceRow>(
    `insert into prices (id, organization_id, model, input, output, cache_read, cache_write, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (organization_id, model) do update set input = excluded.input, output = excluded.output,
       cache_read = excluded.cache_read, cache_write = excluded.cache_write, updated_at = excluded.updated_at
     returning *`,
    [
      id,
      organizationId,
      price.model,
      price.input_usd_per_million,
      price.output_usd_per_million,
      price.cache_read_usd_per_million,
      price.cache_write_usd_per_million,
      at,
    ],
  )
  return rows[0]
}

/** Resolves with whether there was one. */
export async function deletePrice(db: Db, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from prices where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
  return rowCount === 1
}
