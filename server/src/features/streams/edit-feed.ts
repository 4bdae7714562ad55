import type { FeedPatch, NewFeed } from '@outcrop/contract'
import { isNameTaken } from '../../db/is-name-taken.ts'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { noMore } from '../../kernel/no-more.ts'
import { Problem } from '../../kernel/problem.ts'
import { faultInCondition } from './condition-matcher.ts'
import { checkAsked, countFeeds, findFeed, insertFeed, updateFeed, type FeedChange, type FeedRow } from './feed-store.ts' // prettier-ignore
import { lockStream } from './store.ts'

/** Each event is asked about all of them. The one that is built in is not counted. */
const maxFeeds = 500

/** Throws `not-found`. */
export async function feedOrProblem(db: Db, organizationId: string, id: string): Promise<FeedRow> {
  const row = await findFeed(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no feed ${id}.`)
  return row
}

/** Throws `state-conflict` for the feed that every stream has. */
export function changeable(feed: FeedRow): FeedRow {
  if (feed.built_in)
    throw new Problem('state-conflict', `"${feed.name}" is built in and stays as it is.`)
  return feed
}

/** Throws `not-found`, `invalid-input`, and `state-conflict` when the name is taken. */
export function createFeed(pool: Pool, organizationId: string, feed: NewFeed): Promise<FeedRow> {
  refuseFaulty(feed)
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, feed.stream_id)
    await checkAsked(db, feed.stream_id, feed)
    if ((await countFeeds(db, feed.stream_id)) >= maxFeeds)
      throw noMore('The stream', maxFeeds, 'feeds')
    const row = await insertFeed(db, organizationId, feed)
    if (!row) throw nameTaken(feed.name)
    return row
  })
}

/** Throws `not-found`, `invalid-input`, and `state-conflict` when it is built in or the name is taken. */
export async function changeFeed(
  pool: Pool,
  organizationId: string,
  id: string,
  patch: FeedPatch,
): Promise<FeedRow> {
  const { stream_id } = changeable(await feedOrProblem(pool, organizationId, id))
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    const current = await feedOrProblem(db, organizationId, id)
    const next = {
      name: patch.name ?? current.name,
      condition: patch.condition ?? current.condition,
      specification_id: patch.specification_id === undefined ? current.specification_id : patch.specification_id, // prettier-ignore
      verdicts: patch.verdicts ?? current.verdicts,
      data_source_id: patch.data_source_id === undefined ? current.data_source_id : patch.data_source_id, // prettier-ignore
    }
    refuseFaulty(next)
    await checkAsked(db, stream_id, next)
    const row = await updateFeed(db, organizationId, id, next).catch((error: unknown) => {
      throw isNameTaken(error) ? nameTaken(next.name) : error
    })
    if (!row) throw new Problem('not-found', `There is no feed ${id} any more.`)
    return row
  })
}

const nameTaken = (name: string) => nameInUse(`This stream has a feed named "${name}" already.`)

/** What would stop the stream, or could never hold. */
function refuseFaulty({ condition, specification_id, verdicts }: FeedChange): void {
  const fault = faultInCondition(condition)
  if (fault !== undefined) throw new Problem('invalid-input', `condition: ${fault}`)
  if (specification_id !== null && verdicts.length > 0 && verdicts.every((one) => one === 'none')) {
    throw new Problem('invalid-input', 'verdicts: events of a specification are judged by it, so none of them has the verdict "none".') // prettier-ignore
  }
}
