import { startEmulator, type Emulator } from '@outcrop/emulator'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import type { Parts } from './compose.ts'
import { findDemo } from './demo-store.ts'
import { firstStart } from './first-start.ts'
import { findOrganization } from './organization-store.ts'
import { runServer, type RunningServer } from './run-server.ts'
import { demoVisitors } from './seed-demo-visitors.ts'

let database: TestDatabase
let emulator: Emulator
let server: RunningServer
let dataDir: string
beforeAll(async () => {
  database = await createTestDatabase()
  emulator = await startEmulator({})
  dataDir = await mkdtemp(join(tmpdir(), 'outcrop-first-start-'))
  const config = readConfig({
    OUTCROP_DATA: dataDir,
    DATABASE_URL: database.url,
    OUTCROP_LOG_LEVEL: 'silent',
  })
  server = await runServer(config, { serve: false, work: false }, emulator.url)
})
afterAll(async () => {
  await server.stop()
  await emulator.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

class Killed extends Error {}

/** The same parts, with which so many things can be done; the next one finds the process dead. */
function killedAfter(steps: number, parts: Parts): Parts {
  let left = steps
  const counting = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key)
        if (typeof member !== 'function') return member
        return (...given: unknown[]): unknown => {
          left -= 1
          if (left < 0) throw new Killed()
          return Reflect.apply(member, target, given)
        }
      },
    })
  const { pool, providers, agents, automations } = parts
  return {
    ...parts,
    pool: counting(pool),
    providers: counting(providers),
    agents: counting(agents),
    automations: counting(automations),
  }
}

it('makes a whole demo, however often it is killed between its steps', async () => {
  // Two looks at what is there, the provider's test, and one thing more each time.
  const start = () => firstStart(killedAfter(4, server.parts))
  let kills = 0
  for (; await start().then(() => false, isKilled); kills += 1) expect(kills).toBeLessThan(200)

  const { attributes, audiences } = demoVisitors()
  expect(kills).toBeGreaterThan((attributes.length + audiences.length) / 2)
  const organization = await findOrganization(database.pool)
  expect(organization).toMatchObject({ demo_unfinished: false })
  const id = organization?.id ?? ''
  const demo = await findDemo(database.pool, id, { account: 'demo', profile: 'shop' })
  expect([...demo.attributes]).toEqual(expect.arrayContaining(attributes.map(({ name }) => name)))
  expect([...demo.audiences.keys()].toSorted()).toEqual(audiences.map(({ name }) => name).toSorted()) // prettier-ignore
  expect([...demo.agents]).toEqual(['Shop support'])
  expect(demo.automations.size).toBe(3)
  expect([...demo.published].toSorted()).toEqual([...demo.automations.values()].toSorted())
  const { rows } = await database.pool.query(
    'select (select count(*)::int from organizations) as organizations, (select count(*)::int from providers) as providers, (select count(*)::int from automations) as automations, (select count(*)::int from feeds where not built_in) as feeds', // prettier-ignore
  )
  expect(rows).toEqual([{ organizations: 1, providers: 1, automations: 3, feeds: 1 }])
})

it('brings nothing back that its owner took away later', async () => {
  await database.pool.query('delete from agents')
  const { organizationId } = await firstStart(server.parts)

  const demo = await findDemo(database.pool, organizationId, { account: 'demo', profile: 'shop' })
  expect([...demo.agents]).toEqual([])
})

function isKilled(error: unknown): true {
  if (error instanceof Killed) return true
  throw error
}
