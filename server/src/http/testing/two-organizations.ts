import type { Client } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import type { HttpServerOptions } from '../server.ts'
import { injectClient } from './inject-client.ts'
import { ownerOf } from './owner-of.ts'
import { testServer } from './test-server.ts'

/** Two organizations on one server, which must not find anything of each other. */
export interface TwoOrganizations {
  readonly database: TestDatabase
  /** That of `ours`. */
  readonly organizationId: string
  readonly ours: Client
  readonly theirs: Client
  readonly close: () => Promise<void>
}

/** A server of its own database, with the features that a test is about. */
export async function twoOrganizations(
  features: (pool: Pool) => HttpServerOptions['features'],
): Promise<TwoOrganizations> {
  const database = await createTestDatabase()
  const { app } = await testServer({ features: features(database.pool) }, ownerOf)
  const [organizationId, strangers] = [newId('organization'), newId('organization')]
  await database.pool.query(
    'insert into organizations (id, name) select id, id from unnest($1::text[]) id',
    [[organizationId, strangers]],
  )
  return {
    database,
    organizationId,
    ours: injectClient(app, { apiKey: organizationId }),
    theirs: injectClient(app, { apiKey: strangers }),
    close: async () => {
      await app.close()
      await database.drop()
    },
  }
}

/** The id of a new stream, named like no other. */
export async function newStream(client: Client): Promise<string> {
  const body = { account: `acme-${newId('stream').slice(-12)}`, profile: 'main', max_requests_per_s: null } // prettier-ignore
  return (await client.createStream({ body })).id
}
