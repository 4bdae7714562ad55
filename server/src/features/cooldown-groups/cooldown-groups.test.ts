import type { Client } from '@outcrop/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { refusal } from '../../http/testing/refusal.ts'
import { twoOrganizations } from '../../http/testing/two-organizations.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { cooldownGroupRoutes } from './cooldown-groups.ts'

let ours: Client
let theirs: Client
let users: string[] = []
let close: () => Promise<void>
let database: TestDatabase
let organizationId: string

beforeAll(async () => {
  const automationsIn = () => Promise.resolve(users)
  ;({ database, organizationId, ours, theirs, close } = await twoOrganizations((pool) => [
    (scope) => cooldownGroupRoutes(scope, { db: pool, now: () => new Date(), automationsIn }),
  ]))
})
afterAll(() => close())

it('is kept, changed in part, listed and deleted, and takes no name that another one has', async () => {
  const offers = await ours.createCooldownGroup({ body: { name: 'Offers', period_hours: 24 } })
  const other = await ours.createCooldownGroup({ body: { name: 'Surveys', period_hours: 48 } })
  const params = { id: offers.id }
  const taken = [
    ours.createCooldownGroup({ body: { name: 'Offers', period_hours: 1 } }),
    ours.updateCooldownGroup({ params: { id: other.id }, body: { name: 'Offers' } }),
  ]
  for (const { code, detail, field } of await Promise.all(taken.map(refusal)))
    expect([code, detail, field]).toEqual(['state-conflict', 'There is a cooldown group named "Offers" already.', 'name']) // prettier-ignore

  const changed = await ours.updateCooldownGroup({ params, body: { period_hours: 72 } })
  expect(changed).toMatchObject({ name: 'Offers', period_hours: 72 })
  expect((await ours.listCooldownGroups({ query: {} })).items).toEqual([other, changed])
  const page = await ours.listCooldownGroups({ query: { limit: 1 } })
  expect((await ours.listCooldownGroups({ query: { cursor: page.next ?? '' } })).items).toEqual([changed]) // prettier-ignore
  await ours.deleteCooldownGroup({ params })
  expect((await refusal(ours.getCooldownGroup({ params }))).code).toBe('not-found')
})

it('stays while automations are in it, and says which', async () => {
  const { id } = await ours.createCooldownGroup({ body: { name: 'Kept', period_hours: 1 } })
  users = ['Next best offer']
  expect(await refusal(ours.deleteCooldownGroup({ params: { id } }))).toMatchObject({
    code: 'state-conflict',
    detail: 'In the cooldown group "Kept" are "Next best offer".',
  })
})

it('is of one organization', async () => {
  const { id } = await ours.createCooldownGroup({ body: { name: 'Ours', period_hours: 1 } })
  const attempts = [
    theirs.getCooldownGroup({ params: { id } }),
    theirs.updateCooldownGroup({ params: { id }, body: { name: 'Theirs' } }),
    theirs.deleteCooldownGroup({ params: { id } }),
  ]
  const codes = (await Promise.all(attempts.map(refusal))).map(({ code }) => code)
  expect(codes).toEqual(attempts.map(() => 'not-found'))
  expect((await theirs.listCooldownGroups({ query: {} })).items).toEqual([])
  expect((await theirs.createCooldownGroup({ body: { name: 'Ours', period_hours: 1 } })).name).toBe('Ours') // prettier-ignore
})

it('is one of 500 of its organization at most', async () => {
  await database.pool.query(
    `insert into cooldown_groups (id, organization_id, name, period_hours, created_at, updated_at)
     select 'cdg_' || lpad(n::text, 32, '0'), $1, 'n' || n, 1, now(), now() from generate_series(1, 500) n`,
    [organizationId],
  )
  const make = (client: Client) => client.createCooldownGroup({ body: { name: 'One more', period_hours: 1 } }) // prettier-ignore
  expect(await refusal(make(ours))).toMatchObject({ code: 'state-conflict', detail: 'The organization has 500 cooldown groups already, and takes no more.' }) // prettier-ignore
  expect((await make(theirs)).name).toBe('One more')
})
