import type { TraceLine } from '@outcrop/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { createPulse, followTrace } from './live.ts'
import { placedLines } from './place-store.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
  const { pool } = database
  await pool.query(`insert into organizations (id, name) values ('org_a', 'A')`)
  await pool.query(`insert into streams (id, organization_id, account, profile) values ('str_a', 'org_a', 'a', 'b')`) // prettier-ignore
  await pool.query(`insert into traces (id, organization_id, stream_id, expires_at) values ('t', 'org_a', 'str_a', now())`) // prettier-ignore
})
afterEach(() => database.drop())

const line = (second: number, text = `at ${second}`): TraceLine => ({
  at: new Date(second * 1000).toISOString(),
  group: 'event',
  text,
})

/** What somebody sees of a trace that has ended, who comes back with the last id that they saw. */
async function seen(lines: readonly TraceLine[], lastId?: string) {
  const read = async () => ({
    lines: await placedLines(database.pool, 't', () => Promise.resolve(lines), new Date()),
    ended: true,
  })
  const messages: { id: string; text: string }[] = []
  for await (const { event, id, data } of followTrace(
    read,
    createPulse(),
    lastId,
    new AbortController().signal,
  )) {
    // prettier-ignore
    if (event === 'line') messages.push({ id, text: Reflect.get(Object(data), 'text') })
  }
  return messages
}
const texts = (messages: { text: string }[]) => messages.map(({ text }) => text)

it('tells who comes back of a line whose time is over already, and of nothing twice', async () => {
  const before = await seen([line(1), line(3)])
  expect(texts(before)).toEqual(['at 1', 'at 3'])
  const after = [line(1), line(2), line(3), line(4)]
  expect(texts(await seen(after, before.at(-1)?.id))).toEqual(['at 2', 'at 4'])
  expect(texts(await seen(after))).toEqual(['at 1', 'at 3', 'at 2', 'at 4'])
})

it('tells everything to who comes back with an id that it never gave', async () => {
  expect(texts(await seen([line(1), line(2)], 'end'))).toEqual(['at 1', 'at 2'])
})

it('places each line once, however many see it first', async () => {
  const all = Array.from({ length: 40 }, (_, second) => line(second))
  const readers = Array.from({ length: 8 }, (_, reader) => {
    let had = 0
    // Each finds more lines with each look, as others do meanwhile.
    const read = () => Promise.resolve(all.slice(0, Math.min(40, (had += 5 + reader))))
    return (async () => {
      for (let look = 0; look < 4; look += 1) await placedLines(database.pool, 't', read, new Date()) // prettier-ignore
    })()
  })
  await Promise.all(readers)
  const placed = await placedLines(database.pool, 't', () => Promise.resolve(all), new Date())
  expect(placed.map(({ place }) => place)).toEqual(all.map((_, index) => index + 1))
})
