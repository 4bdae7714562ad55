import { changesOf } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { insertStream } from '../streams/streams.ts'
import { checkAttribute } from './checks/check-attribute.ts'
import { attributesUsed } from './checks/uses.ts'
import { knownAttributes } from './known-attributes.ts'
import { preloadAttributes } from './preloaded-store.ts'
import { preloaded } from './preloaded.ts'
import { attributesOf, insertAttribute } from './store.ts'

const plain = preloaded.map((one) => ({ ...one, steps: null }))

describe.each(preloaded)('the preloaded attribute $name', (one) => {
  it('could be made by anybody', () => {
    expect(checkAttribute(one, knownAttributes(plain))).toEqual([])
    const kinds = one.enrichments.map(({ change }) => change.kind)
    expect(changesOf[one.type]).toEqual(expect.arrayContaining(kinds))
  })

  it('uses only what comes before it', () => {
    const before = preloaded.slice(0, preloaded.indexOf(one)).map(({ name }) => name)
    expect(before).toEqual(expect.arrayContaining([...attributesUsed(one)]))
  })
})

describe('a stream of an earlier version', () => {
  let database: TestDatabase
  const organizationId = newId('organization')
  let streamId: string
  beforeAll(async () => {
    database = await createTestDatabase()
    await database.pool.query(`insert into organizations (id, name) values ($1, 'Acme')`, [organizationId]) // prettier-ignore
  })
  beforeEach(async () => {
    const stream = { account: newId('stream'), profile: 'main', max_requests_per_s: null }
    streamId = (await insertStream(database.pool, organizationId, stream))?.id ?? ''
  })
  afterAll(() => database.drop())

  const kept = () => attributesOf(database.pool, streamId)
  const start = () => preloadAttributes(database.pool, new Date())

  it('without any gets all of them, in their order', async () => {
    await start()
    const shown = (await kept()).map(({ name, type, enrichments }) => ({ name, type, enrichments }))
    expect(shown).toEqual(preloaded.map(({ name, type, enrichments }) => ({ name, type, enrichments }))) // prettier-ignore
  })

  it('gets what it lacks, and what has changed; what people made stays theirs', async () => {
    const { pool } = database
    await start()
    await pool.query(`delete from attributes where stream_id = $1 and name in ('entry_url', 'exit_url')`, [streamId]) // prettier-ignore
    await pool.query(`update attributes set title = 'Old', enrichments = '[]' where stream_id = $1 and name = 'event_count'`, [streamId]) // prettier-ignore
    const mine = await insertAttribute(
      pool,
      organizationId,
      { stream_id: streamId, name: 'exit_url', title: '', description: '', scope: 'visitor', type: 'set', enrichments: [] }, // prettier-ignore
      new Date(),
    )

    await start()
    const byName = new Map((await kept()).map((one) => [one.name, one]))
    expect(byName.get('entry_url')?.preloaded).toBe(true)
    expect(byName.get('event_count')).toMatchObject({
      title: 'Event count',
      enrichments: [{ change: { kind: 'increment' } }],
    })
    expect(byName.get('exit_url')).toEqual(mine)
    expect(byName.size).toBe(preloaded.length)
  })

  it('that has everything is not touched, also when several processes start', async () => {
    await Promise.all([start(), start(), start()])
    const versions = () => database.pool.query<{ xmin: string }>('select xmin::text from attributes order by id') // prettier-ignore
    const before = await versions()
    expect(before.rows.length).toBeGreaterThanOrEqual(preloaded.length)
    await start()
    expect((await versions()).rows).toEqual(before.rows)
  })
})
