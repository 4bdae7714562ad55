import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

const id = `cdg_${'0'.repeat(32)}`
const at = '2026-01-01T00:00:00.000Z'
const group = { id, name: 'Offers', period_hours: 1200, created_at: at, updated_at: at }

let api: SmallApi
let bodies: unknown[]
beforeEach(async () => {
  bodies = []
  const taking = ({ body }: { readonly body: unknown }) => {
    bodies.push(body)
    return group
  }
  api = await startSmallApi({
    'GET /api/v1/cooldown-groups': () => ({ items: [group], next: null }),
    'POST /api/v1/cooldown-groups': taking,
    [`PATCH /api/v1/cooldown-groups/${id}`]: taking,
    [`DELETE /api/v1/cooldown-groups/${id}`]: () => null,
  })
})
afterEach(() => api.close())

it('lists them', async () => {
  const { stdout } = await runCli(['cooldown-groups', '--url', api.url])
  expect(stdout).toMatch(/Offers +1,200$/m)
  const { summary } = await runCli(['cooldown-groups', '--json', '--url', api.url])
  expect(summary).toEqual({ ok: true, cooldown_groups: [group] })
})

it('makes, changes and deletes one, without asking for a stream', async () => {
  const given = { name: 'Offers', period_hours: 1200 }
  const of = (...words: string[]) =>
    runCli(['cooldown-groups', ...words, '--url', api.url], { stdin: Readable.from([Buffer.from(JSON.stringify(given))]) }) // prettier-ignore
  expect((await of('create', '-')).stdout).toBe(`${id} is the cooldown group "Offers".\n`)
  expect((await of('update', id, '-')).stdout).toBe('The cooldown group "Offers" is changed.\n')
  expect(bodies).toEqual([given, given])
  expect((await of('delete', id)).stdout).toBe('The cooldown group is deleted.\n')
})
