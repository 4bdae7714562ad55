import { ApiProblem, type Client } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessServer, type AccessServer } from './testing/access-server.ts'

interface Tenant {
  readonly organizationId: string
  readonly userId: string
  readonly client: Client
  readonly keyId: string
}

let server: AccessServer
let ours: Tenant
let theirs: Tenant

async function tenant(name: string): Promise<Tenant> {
  const organizationId = await server.organization(name)
  const { id } = await server.person(organizationId, 'owner')
  const client = server.as(await server.signIn(id))
  const key = await client.createApiKey({ body: { name: `key of ${name}` } })
  return { organizationId, userId: id, client, keyId: key.id }
}

beforeAll(async () => {
  server = await accessServer()
  ours = await tenant('Ours')
  theirs = await tenant('Theirs')
})
afterAll(() => server.close())

describe('an owner of one organization', () => {
  test('sees only their own', async () => {
    expect((await ours.client.getMe()).organization).toEqual({
      id: ours.organizationId,
      name: 'Ours',
    })
    const keys = await ours.client.listApiKeys({ query: {} })
    expect(keys.items.map(({ id }) => id)).toEqual([ours.keyId])
    const audit = await ours.client.listAudit({ query: {} })
    expect(audit.items.map(({ subject }) => subject)).toEqual([ours.keyId, ours.userId])
    expect(JSON.stringify([keys, audit])).not.toContain('Theirs')
  })

  test('cannot page into another by its ids', async () => {
    const keys = await ours.client.listApiKeys({ query: { cursor: theirs.keyId } })
    expect(keys.items.map(({ id }) => id)).toEqual([ours.keyId])
  })

  test('cannot delete a key of another: it does not exist for them', async () => {
    const error: unknown = await ours.client
      .deleteApiKey({ params: { id: theirs.keyId } })
      .catch((thrown: unknown) => thrown)
    expect(error instanceof ApiProblem && error.problem.status).toBe(404)
    const keys = await theirs.client.listApiKeys({ query: {} })
    expect(keys.items.map(({ id }) => id)).toEqual([theirs.keyId])
  })

  test('changes only themselves', async () => {
    await ours.client.changeMyCredentials({ body: { name: 'Renamed' } })
    expect((await theirs.client.getMe()).person?.name).toBe('Someone')
  })
})
