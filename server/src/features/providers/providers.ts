import {
  credentials as credentialsSchema,
  newProvider,
  routes,
  type ConnectionTest,
  type Credentials,
  type NewProvider,
  type Provider,
  type ShownCredentials,
} from '@outcrop/contract'
import type { Bedrock, Connection } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seal } from '../../kernel/seal.ts'
import {
  allLanes,
  deleteProvider,
  findProvider,
  listProviders,
  saveProvider,
  type ProviderRow,
} from './store.ts'

export interface Providers {
  routes(app: App): void
  connection(organizationId: string, providerId: string): Promise<Connection>
  lanes(): Promise<readonly { readonly providerId: string; readonly maxInFlight: number }[]>
  states(
    organizationId: string,
  ): Promise<ReadonlyMap<string, { readonly name: string; readonly state: Provider['state'] }>>
  ensureEmulatorProvider(organizationId: string): Promise<Provider>
  invalidate(): void
}

export interface ProvidersOptions {
  readonly db: Db
  readonly seal: Seal
  readonly bedrock: Bedrock
  readonly isInUse: (organizationId: string, providerId: string) => Promise<boolean>
  readonly now: Clock
}

export function createProviders({ db, seal, bedrock, isInUse }: ProvidersOptions): Providers {
  let lanes: Promise<readonly { providerId: string; maxInFlight: number }[]> | undefined
  const connections = new Map<string, Connection>()
  const rowOrProblem = async (organizationId: string, id: string) => {
    const row = await findProvider(db, organizationId, id)
    if (!row) throw new Problem('not-found', `There is no provider ${id}.`)
    return row
  }
  const open = (row: ProviderRow): Connection => ({
    providerId: row.id,
    revision: row.revision,
    region: row.region,
    endpoint: row.endpoint,
    credentials: credentialsSchema.parse(JSON.parse(seal.open(row.sealed_secrets ?? '', row.id))),
  })
  const rowOf = (organizationId: string, id: string, given: NewProvider, revision: number) => ({
    id,
    organization_id: organizationId,
    name: given.name,
    region: given.region,
    endpoint: given.endpoint,
    credentials: shown(given.credentials),
    sealed_secrets: seal.seal(JSON.stringify(given.credentials), id),
    revision,
    max_in_flight: given.max_in_flight,
    state: 'untested' as const,
    last_test: null,
  })
  const test = async (row: ProviderRow): Promise<ConnectionTest> => {
    const result = await bedrock.testConnection(open(row))
    await saveProvider(db, { ...row, state: result.ok ? 'ready' : 'failing', last_test: result })
    return result
  }
  const create = async (organizationId: string, given: NewProvider) => {
    const row = rowOf(organizationId, newId('provider'), given, 1)
    await saveProvider(db, row)
    return rowOrProblem(organizationId, row.id)
  }
  return {
    routes: (app) => {
      mount(app, routes.listProviders, async ({ query, caller }) =>
        pageOf(
          query.limit,
          await listProviders(db, caller.organizationId, query.limit + 1, query.cursor),
          providerOf,
        ),
      )
      mount(app, routes.createProvider, async ({ body, caller }) =>
        providerOf(await create(caller.organizationId, body)),
      )
      mount(app, routes.testNewProvider, ({ body }) =>
        bedrock.testConnection({
          providerId: newId('provider'),
          revision: 1,
          region: body.region,
          endpoint: body.endpoint,
          credentials: body.credentials,
        }),
      )
      mount(app, routes.getProvider, async ({ params, caller }) =>
        providerOf(await rowOrProblem(caller.organizationId, params.id)),
      )
      mount(app, routes.updateProvider, async ({ params, body, caller }) => {
        const row = await rowOrProblem(caller.organizationId, params.id)
        const merged = newProvider.parse({
          name: row.name,
          region: row.region,
          endpoint: row.endpoint,
          credentials: open(row).credentials,
          max_in_flight: row.max_in_flight,
          ...body,
        })
        const same =
          body.credentials === undefined &&
          merged.region === row.region &&
          merged.endpoint === row.endpoint
        await saveProvider(
          db,
          same
            ? { ...row, name: merged.name, max_in_flight: merged.max_in_flight }
            : rowOf(caller.organizationId, row.id, merged, row.revision + 1),
        )
        return providerOf(await rowOrProblem(caller.organizationId, params.id))
      })
      mount(app, routes.deleteProvider, async ({ params, caller }) => {
        if (await isInUse(caller.organizationId, params.id))
          throw new Problem('state-conflict', 'An automation uses this provider.')
        await deleteProvider(db, caller.organizationId, params.id)
        return null
      })
      mount(app, routes.testProvider, async ({ params, caller }) =>
        test(await rowOrProblem(caller.organizationId, params.id)),
      )
      mount(app, routes.listModels, async ({ params, caller }) => ({
        items: await bedrock.listModels(
          open(await rowOrProblem(caller.organizationId, params.id)),
          { signal: AbortSignal.timeout(10_000) },
        ),
      }))
    },
    connection: async (organizationId, providerId) => {
      const known = connections.get(`${organizationId} ${providerId}`)
      if (known) return known
      const row = await findProvider(db, organizationId, providerId)
      if (!row)
        throw new Problem('provider-missing', `There is no provider ${providerId} any more.`)
      const connection = open(row)
      connections.set(`${organizationId} ${providerId}`, connection)
      return connection
    },
    lanes: () =>
      (lanes ??= allLanes(db).then((rows) =>
        rows.map(({ id, max_in_flight }) => ({ providerId: id, maxInFlight: max_in_flight })),
      )),
    states: async (organizationId) =>
      new Map(
        (await listProviders(db, organizationId, 10_000, undefined)).map((row) => [
          row.id,
          { name: row.name, state: row.state },
        ]),
      ),
    ensureEmulatorProvider: async (organizationId) => {
      const row = await create(
        organizationId,
        newProvider.parse({
          name: 'Bedrock emulator',
          region: 'us-east-1',
          credentials: { type: 'emulator' },
        }),
      )
      await test(row)
      return providerOf(await rowOrProblem(organizationId, row.id))
    },
    invalidate: () => {
      lanes = undefined
      connections.clear()
    },
  }
}

function shown(given: Credentials): ShownCredentials {
  if (given.type === 'access_key')
    return {
      type: 'access_key',
      access_key_id: given.access_key_id,
      has_session_token: given.session_token !== undefined,
    }
  if (given.type !== 'assume_role') return { type: given.type }
  return {
    type: 'assume_role',
    role_arn: given.role_arn,
    session_name: given.session_name,
    ...(given.external_id !== undefined && { external_id: given.external_id }),
    source: given.source.type,
    ...(given.source.type === 'access_key' && { access_key_id: given.source.access_key_id }),
  }
}

const providerOf = (row: ProviderRow): Provider => ({
  id: row.id,
  name: row.name,
  region: row.region,
  endpoint: row.endpoint,
  credentials: row.credentials,
  max_in_flight: row.max_in_flight,
  state: row.state,
  last_test: row.last_test,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
