import { routes } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { createStream, type FurnishStream } from './create-stream.ts'
import { changeable, changeFeed, createFeed, feedOrProblem } from './edit-feed.ts'
import { deleteFeed, listFeeds } from './feed-store.ts'
import { feedOf, streamOf } from './shapes.ts'
import { findStream, listStreams } from './store.ts'

export interface StreamRouteOptions {
  readonly pool: Pool
  readonly furnish: FurnishStream
  /** Names of the automations that start on a feed. */
  readonly automationsOnFeed: (organizationId: string, feedId: string) => Promise<string[]>
}

export function streamRoutes(app: App, options: StreamRouteOptions): void {
  mountStreams(app, options)
  mountFeeds(app, options)
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
        { remedy: 'Choose another account or profile.' },
      )
    return streamOf(row)
  })
}

function mountFeeds(app: App, { pool, automationsOnFeed }: StreamRouteOptions): void {
  mount(app, routes.listFeeds, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1, streamId: query.stream_id }
    return pageOf(query.limit, await listFeeds(pool, caller.organizationId, page), feedOf)
  })
  mount(app, routes.getFeed, async ({ params, caller }) =>
    feedOf(await feedOrProblem(pool, caller.organizationId, params.id)),
  )
  mount(app, routes.createFeed, async ({ body, caller }) =>
    feedOf(await createFeed(pool, caller.organizationId, body)),
  )
  mount(app, routes.updateFeed, async ({ params, body, caller }) =>
    feedOf(await changeFeed(pool, caller.organizationId, params.id, body)),
  )
  mount(app, routes.deleteFeed, async ({ params, caller }) => {
    changeable(await feedOrProblem(pool, caller.organizationId, params.id))
    const users = await automationsOnFeed(caller.organizationId, params.id)
    if (users.length > 0) {
      throw new Problem('state-conflict', `The feed starts ${users.map((name) => `"${name}"`).join(', ')}. Give ${users.length === 1 ? 'it' : 'them'} another trigger first.`) // prettier-ignore
    }
    await deleteFeed(pool, caller.organizationId, params.id)
    return null
  })
}
