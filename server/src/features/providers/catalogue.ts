import type { ModelCatalogue } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'
import { findCatalogue, storeCatalogue, type CatalogueRow } from './catalogue-store.ts'
import { providerRow, type Editing } from './edit.ts'
import { connectionOf } from './sealed-row.ts'

/** AWS adds models every week, not every hour. */
const keptMs = 24 * 3_600_000

/** Somebody is likely to allow the rest soon. */
const partlyKeptMs = 300_000

/** How long AWS may take to list everything, in milliseconds. */
const listingMs = 15_000

/**
 * The models of a provider as they were listed last. AWS is asked when that is a day ago, or five minutes
 * when not everything may be listed; an older
 * list is better than none when it does not answer. Throws `not-found`, and what AWS says.
 */
export async function catalogueOf(
  editing: Editing,
  organizationId: string,
  id: string,
): Promise<ModelCatalogue> {
  const known = await findCatalogue(editing.db, organizationId, id)
  const ageMs = known ? editing.now().getTime() - known.read_at.getTime() : Number.POSITIVE_INFINITY
  if (known && ageMs < (known.is_partial ? partlyKeptMs : keptMs)) return shapeOf(known)
  try {
    return await refreshCatalogue(editing, organizationId, id)
  } catch (error) {
    if (known && error instanceof Problem) return shapeOf(known)
    throw error
  }
}

/** The models of a provider as they were listed last, however long ago; null when they were not. Asks nobody. */
export async function keptCatalogue(
  { db }: Pick<Editing, 'db'>,
  organizationId: string,
  id: string,
): Promise<ModelCatalogue | null> {
  const known = await findCatalogue(db, organizationId, id)
  return known ? shapeOf(known) : null
}

/** Asks AWS now and keeps what it lists. Throws `not-found`, and what AWS says. */
export async function refreshCatalogue(
  { db, seal, bedrock, now }: Editing,
  organizationId: string,
  id: string,
): Promise<ModelCatalogue> {
  const row = await providerRow({ db }, organizationId, id)
  const signal = AbortSignal.timeout(listingMs)
  const { models, isPartial } = await bedrock.listModels(connectionOf(seal, row), { signal })
  const listed = { models, read_at: now(), is_partial: isPartial }
  await storeCatalogue(db, row, listed)
  return shapeOf(listed)
}

const shapeOf = ({ models, read_at, is_partial }: CatalogueRow): ModelCatalogue => ({
  items: models,
  read_at: read_at.toISOString(),
  partial: is_partial,
})
