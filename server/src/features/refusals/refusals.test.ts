import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Refusal } from '../../bedrock/bedrock.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { createSharedRefusals } from './refusals.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => database.pool.query('truncate answer_refusals'))

let now = new Date('2026-03-01T12:00:00Z')
const errors: unknown[] = []
const aProcess = () =>
  createSharedRefusals({
    db: database.pool,
    now: () => now,
    onError: (error) => errors.push(error),
  })
const refusal = (more: Partial<Refusal> = {}): Refusal => ({
  place: 'us-east-1 aws',
  model: 'm',
  rung: 'native_schema',
  schema: null,
  said: 'No.',
  expiresAt: new Date('2026-03-02T12:00:00Z'),
  ...more,
})
const known = (process: ReturnType<typeof aProcess>, place = 'us-east-1 aws', schema = 's1') => [
  ...process.of(place, 'm', schema),
]

it('takes effect at once here, and elsewhere after reading', async () => {
  const [here, there] = [aProcess(), aProcess()]
  here.learn(refusal())
  here.learn(refusal({ rung: 'forced_tool', schema: 's1' }))
  expect(known(here)).toEqual(['native_schema', 'forced_tool'])
  expect(known(there)).toEqual([])

  await here.settled()
  await there.reload()
  expect(known(there)).toEqual(['native_schema', 'forced_tool'])
  expect(known(there, 'us-east-1 aws', 's2')).toEqual(['native_schema'])
  expect(known(there, 'eu-west-1 aws')).toEqual([])
  expect(errors).toEqual([])
})

it('ends in time, and expired ones are forgotten with the next', async () => {
  const process = aProcess()
  process.learn(refusal())
  await process.settled()
  now = new Date('2026-03-03T12:00:00Z')
  expect(known(process)).toEqual([])

  process.learn(refusal({ model: 'other', expiresAt: new Date('2026-03-09T12:00:00Z') }))
  await process.settled()
  const { rows } = await database.pool.query('select model from answer_refusals')
  expect(rows).toEqual([{ model: 'other' }])
})

it('ignores ways that only another version knows', async () => {
  await database.pool.query(
    `insert into answer_refusals (place, model, rung, said, expires_at)
     values ('us-east-1 aws', 'm', 'telepathy', 'No.', '2099-01-01')`,
  )
  const process = aProcess()
  await process.reload()
  expect(known(process)).toEqual([])
})
