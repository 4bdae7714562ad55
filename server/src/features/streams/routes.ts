import { routes } from '@outcrop/contract'
import { isNameTaken } from '../../db/is-name-taken.ts'
import type { Pool } from '../../db/pool.ts'
import type { Db } from '../../db/transaction.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { faultInCondition } from './condition-matcher.ts'
import { createStream, type FurnishStream } from './create-stream.ts'
import { feedOf, streamOf } from './shapes.ts'
import { deleteFeed, findFeed, findStream, insertFeed, listFeeds, listStreams, updateFeed, type FeedRow } from './store.ts' // prettier-ignore

export interface StreamRouteOptions {
  readonly pool: Pool
  readonly furnish: FurnishStream
  /** Names of the automations that start on a feed. */
  readonly automationsOnFeed: (organizationId: string, feedId: string) => Promise<string[]>
}

export function streamRoutes(app: App, options: StreamRouteOptions): void {
  const { pool: db, automationsOnFeed } = options
  mountStreams(app, options)
  mountFeeds(app, db)

  mount(app, routes.deleteFeed, async ({ params, caller }) => {
    changeable(await feedOrProblem(db, caller.organizationId, params.id))
    const users = await automationsOnFeed(caller.organizationId, params.id)
    if (users.length > 0) {
      throw new Problem('state-conflict', `The feed starts ${users.map((name) => `"${name}"`).join(', ')}. Give ${users.length === 1 ? 'it' : 'them'} another trigger first.`) // prettier-ignore
    }
    await deleteFeed(db, caller.organizationId, params.id)
    return null
  })
}

function mountStreams(app: App, { pool: db, furnish }: StreamRouteOptions): void {
  mount(app, routes.listStreams, async ({ query, caller }) =>
    pageOf(
      query.limit,
      await listStreams(db, caller.organizationId, { ...query, limit: query.limit + 1 }),
      streamOf,
    ),
  )
  mount(app, routes.getStream, async ({ params, caller }) => {
    const row = await findStream(db, caller.organizationId, params.id)
    if (!row) throw new Problem('not-found', `There is no stream ${params.id}.`)
    return streamOf(row)
  })
  mount(app, routes.createStream, async ({ body, caller }) => {
    const row = await createStream(db, caller.organizationId, body, furnish)
    if (!row)
      throw new Problem(
        'state-conflict',
        `The stream ${body.account}/${body.profile} exists already.`,
      )
    return streamOf(row)
  })
}

function mountFeeds(app: App, db: Db): void {
  mount(app, routes.listFeeds, async ({ query, caller }) =>
    pageOf(
      query.limit,
      await listFeeds(db, caller.organizationId, {
        ...query,
        limit: query.limit + 1,
        streamId: query.stream_id,
      }),
      feedOf,
    ),
  )
  mount(app, routes.getFeed, async ({ params, caller }) =>
    feedOf(await feedOrProblem(db, caller.organizationId, params.id)),
  )
  mount(app, routes.createFeed, async ({ body, caller }) => {
    if (!(await findStream(db, caller.organizationId, body.stream_id))) {
      throw new Problem('not-found', `There is no stream ${body.stream_id}.`)
    }
    usable(body.condition)
    const row = await insertFeed(db, caller.organizationId, body)
    if (!row) throw nameTaken(body.name)
    return feedOf(row)
  })
  mount(app, routes.updateFeed, async ({ params, body, caller }) => {
    const current = changeable(await feedOrProblem(db, caller.organizationId, params.id))
    const next = { name: body.name ?? current.name, condition: body.condition ?? current.condition }
    usable(next.condition)
    const change = updateFeed(db, caller.organizationId, params.id, next)
    const row = await change.catch((error: unknown) => {
      throw isNameTaken(error) ? nameTaken(next.name) : error
    })
    if (!row) throw new Problem('not-found', `There is no feed ${params.id} any more.`)
    return feedOf(row)
  })
}

async function feedOrProblem(db: Db, organizationId: string, id: string): Promise<FeedRow> {
  const row = await findFeed(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no feed ${id}.`)
  return row
}

function changeable(feed: FeedRow): FeedRow {
  if (feed.built_in)
    throw new Problem('state-conflict', `"${feed.name}" is built in and stays as it is.`)
  return feed
}

const nameTaken = (name: string) =>
  new Problem('state-conflict', `This stream has a feed named "${name}" already.`, {
    remedy: 'Choose another name.',
  })

function usable(condition: FeedRow['condition']): void {
  const fault = faultInCondition(condition)
  if (fault !== undefined) throw new Problem('invalid-input', `condition: ${fault}`)
}
