import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type {} from '../../../server/src/testing/global-setup.ts'
import { startDemoServer, type DemoServer } from '../../../server/src/main/testing/demo-server.ts'
import { runCli } from '../testing/run-cli.ts'

let demo: DemoServer
let providerId: string
beforeAll(async () => {
  demo = await startDemoServer()
  providerId = (await demo.client.listProviders({ query: {} })).items[0]?.id ?? ''
})
afterAll(() => demo.stop())

const cli = (words: readonly string[], file?: object) =>
  runCli([...words, '--url', demo.url, '--api-key', 'the-owner-key-of-the-demo'], {
    stdin: Readable.from(file ? [Buffer.from(JSON.stringify(file))] : []),
  })

type Shown = Record<string, unknown> & { readonly id: string; readonly name: string }

async function shown(command: string, name: string): Promise<Shown> {
  const printed: Shown = JSON.parse((await cli([command, 'get', name])).stdout)
  return printed
}

const condition = { all: [{ attribute: 'tealium_event', operator: 'equals', value: 'purchase' }] }

/** What is made of each kind, and a member that never changes. */
const kinds: readonly [string, () => Record<string, unknown>, string | null][] = [
  ['feeds', () => ({ condition, verdicts: ['invalid'] }), 'stream_id'],
  ['audiences', () => ({ condition: { attribute: 'lifetime_event_count', scope: 'visitor', operator: 'is_assigned' } }), 'stream_id'], // prettier-ignore
  ['attributes', () => ({ scope: 'visitor', type: 'number' }), 'name'],
  ['services', () => ({ provider_id: providerId, model: 'amazon.nova-micro-v1:0', inference: { max_tokens: 100 }, price: { input_usd_per_million: '1', output_usd_per_million: '2' } }), null], // prettier-ignore
  ['specifications', () => ({ attributes: [{ name: 'order_total', type: 'number' }] }), 'name'],
  ['data-sources', () => ({ platform: 'web', key: 'shop-1' }), 'key'],
  ['cooldown-groups', () => ({ period_hours: 24 }), null],
]

/** What time alone may change. */
const moving = { updated_at: null, size: null, filling: null }

const nameOf = (command: string) => `first_${command.replace(/\W/g, '_')}`

describe.each(kinds)('what "outcrop %s get" shows', (command, first) => {
  const name = nameOf(command)
  const other = name.replace('first', 'second')

  it('is a file for update, and changes nothing', async () => {
    expect((await cli([command, 'create', '-'], { name, ...first() })).stderr).toBe('')
    const before = await shown(command, name)
    expect(await cli([command, 'update', name, '-'], before)).toMatchObject({ exitCode: 0, stderr: '' }) // prettier-ignore
    const after = await shown(command, name)
    expect({ ...after, ...moving }).toEqual({ ...before, ...moving })
  })

  it('is a file for create, under another name', async () => {
    const before = await shown(command, name)
    const { exitCode, stderr } = await cli([command, 'create', '-'], { ...before, name: other, key: undefined }) // prettier-ignore
    expect([exitCode, stderr]).toEqual([0, ''])
    const { id, ...copy } = await shown(command, other)
    expect(id).not.toBe(before.id)
    for (const member of Object.keys(first()).filter((each) => each !== 'key')) {
      expect(copy[member], member).toEqual(before[member])
    }
  })

  it('is refused with a slip in it, which is named', async () => {
    const before = await shown(command, name)
    for (const words of [
      ['create', '-'],
      ['update', name, '-'],
    ]) {
      const { exitCode, stderr } = await cli([command, ...words], { ...before, slip: 1 })
      expect(exitCode, stderr).not.toBe(0)
      expect(stderr).toContain('slip: is not known here; known are ')
    }
  })
})

test.each(kinds.flatMap(([command, , fixed]) => (fixed === null ? [] : [[command, fixed]])))(
  '"outcrop %s update" says that %s never changes',
  async (command, member) => {
    const words = [command, 'update', nameOf(command), '-']
    const { exitCode, stderr } = await cli(words, { [member]: 'another' })
    expect(exitCode).not.toBe(0)
    expect(stderr).toMatch(new RegExp(`The ${member} of this .* never changes`))
  },
)

describe('an automation', () => {
  it('goes from "definition" to update, check and create', async () => {
    const [first] = (await demo.client.listAutomations({ query: {} })).items
    const name = first?.name ?? ''
    const definition: Shown = JSON.parse((await cli(['automations', 'definition', name])).stdout)
    expect((await cli(['automations', 'update', name, '-'], definition)).exitCode).toBe(0)
    expect((await shown('automations', name))['draft']).toEqual(definition)
    expect((await cli(['automations', 'check', '-'], definition)).stdout).toContain('It can be published.') // prettier-ignore
    const copy = { ...definition, name: 'A copy' }
    expect((await cli(['automations', 'create', '-'], copy)).exitCode).toBe(0)
    expect((await shown('automations', 'A copy'))['draft']).toEqual(copy)
  })

  it.each(['create', 'check'])(
    'is no file for %s as "get" shows it, which says what is',
    async (verb) => {
      const automation = await shown('automations', 'A copy')
      const { exitCode, stderr } = await cli(['automations', verb, '-'], automation)
      expect(exitCode).not.toBe(0)
      expect(stderr).toContain('outcrop automations definition NAME')
    },
  )

  it('tells where a slip is', async () => {
    const definition: Shown = JSON.parse(
      (await cli(['automations', 'definition', 'A copy'])).stdout,
    )
    const trigger = { ...Object(definition['trigger']), delay_hour: 24 }
    const { stderr } = await cli(['automations', 'update', 'A copy', '-'], {
      ...definition,
      trigger,
    })
    expect(stderr).toContain('trigger.delay_hour: is not known here; perhaps delay_hours is meant.')
  })
})
