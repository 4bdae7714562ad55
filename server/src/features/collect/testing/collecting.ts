import { fastify, type FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import { createLineage, makePartitions, type Lineage } from '../../events/events.ts'
import { createTestDatabase, type TestDatabase } from '../../../testing/postgres.ts'
import { createCollect, type Collect } from '../collect.ts'

export interface Collecting {
  readonly app: FastifyInstance
  readonly database: TestDatabase
  readonly collect: Collect
  readonly lineage: Lineage
  /** What has been stored since the last call, oldest first. */
  stored(): Promise<StoredEvent[]>
  close(): Promise<void>
}

export interface StoredEvent {
  readonly id: string
  readonly name: string | null
  readonly visitor_id: string | null
  readonly trace_id: string | null
  readonly run_id: string | null
  readonly depth: number
  readonly causes: string[] | null
  readonly payload: Record<string, unknown>
}

const stream = {
  id: 'str_a',
  organizationId: 'org_a',
  account: 'acme',
  profile: 'main',
  max_requests_per_s: null,
}
const slow = { ...stream, id: 'str_slow', profile: 'slow', max_requests_per_s: 2 }

/** An intake with the streams acme/main and acme/slow (2 requests per second), and one trace. */
export async function startCollecting(now = () => new Date()): Promise<Collecting> {
  const database = await createTestDatabase()
  await makePartitions(database.pool, new Date())
  const lineage = createLineage({ masterKeys: { current: randomBytes(32) }, now })
  const collect = createCollect({
    lineage,
    pool: database.pool,
    streams: {
      find: (account, profile) =>
        [stream, slow].find((one) => one.account === account && one.profile === profile),
      isTraced: (streamId, traceId) => streamId === stream.id && traceId === 'trace1',
    },
    now,
    maxWaiting: 1000,
  })
  const app = fastify()
  await app.register((scope, _options, done) => {
    collect.routes(scope)
    done()
  })
  let seen = ''
  return {
    app,
    database,
    collect,
    lineage,
    stored: async () => {
      const { rows } = await database.pool.query<StoredEvent>(
        'select id, name, visitor_id, trace_id, run_id, depth, causes, payload from events where id > $1 order by id',
        [seen],
      )
      seen = rows.at(-1)?.id ?? seen
      return rows
    },
    close: async () => {
      await app.close()
      await database.drop()
    },
  }
}
