import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { streamTriggers, listAutomations, updateDraft } from './store.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.close())

it.each([
  ['NUL', 'a\0b'],
  ['half a character', 'a\ud83db'],
])('an automation with %s in a prompt is refused, and spoils no list', async (_, prompt) => {
  const { database, organizationId } = engine
  const id = await engine.publish()
  const [row] = await listAutomations(database.pool, organizationId, { limit: 1 })
  const draft = row?.draft
  if (!draft) throw new Error('There is no automation.')

  await expect(engine.publish({ input: { prompt } })).rejects.toMatchObject({ code: 'invalid-input' }) // prettier-ignore
  const spoiled = { ...draft, description: prompt }
  await expect(updateDraft(database.pool, organizationId, id, spoiled, new Date())).rejects.toMatchObject({ code: 'invalid-input' }) // prettier-ignore

  expect(await listAutomations(database.pool, organizationId, { limit: 10 })).not.toEqual([])
  expect(await streamTriggers(database.pool)).not.toEqual([])
})
