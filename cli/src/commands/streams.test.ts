import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'
import { id, stream } from '../testing/stream-examples.ts'

const shop = stream('shop')
const feed = {
  id: id('fed'),
  stream_id: shop.id,
  name: 'Broken orders',
  condition: { attribute: 'tealium_event', operator: 'equals', value: 'purchase' },
  specification_id: null,
  verdicts: ['invalid', 'warn'],
  data_source_id: id('src'),
  built_in: false,
  created_at: shop.created_at,
}

let api: SmallApi
let bodies: unknown[]
beforeEach(async () => {
  bodies = []
  const taking =
    (answer: unknown) =>
    ({ body }: { readonly body: unknown }) => {
      bodies.push(body)
      return answer
    }
  api = await startSmallApi({
    'GET /api/v1/streams': () => ({ items: [shop], next: null }),
    'POST /api/v1/streams': taking(stream('web')),
    'GET /api/v1/feeds': () => ({ items: [feed], next: null }),
    'POST /api/v1/feeds': taking(feed),
    [`PATCH /api/v1/feeds/${feed.id}`]: taking(feed),
    [`DELETE /api/v1/feeds/${feed.id}`]: () => null,
  })
})
afterEach(() => api.close())

const cli = (words: readonly string[], input: unknown = {}) =>
  runCli([...words, '--url', api.url], {
    stdin: Readable.from([Buffer.from(JSON.stringify(input))]),
  })

describe('outcrop streams', () => {
  it('lists them, and shows one by its name', async () => {
    expect((await cli(['streams'])).stdout).toMatch(/demo\/shop +–$/m)
    expect(JSON.parse((await cli(['streams', 'get', 'demo/shop'])).stdout)).toEqual(shop)
  })

  it('creates one, with a limit when it is given one', async () => {
    expect((await cli(['streams', 'create', 'demo/web'])).stdout).toContain('is the stream demo/web.') // prettier-ignore
    await cli(['streams', 'create', 'demo/web', '--max-requests-per-s', '500'])
    expect(bodies).toEqual([
      { account: 'demo', profile: 'web', max_requests_per_s: null },
      { account: 'demo', profile: 'web', max_requests_per_s: 500 },
    ])
  })

  it.each(['demo', 'demo/', 'a/b/c'])('does not take %s for a name', async (name) => {
    expect((await cli(['streams', 'create', name])).exitCode).toBe(2)
    expect(bodies).toEqual([])
  })
})

describe('outcrop feeds', () => {
  it('lists them with what they ask for', async () => {
    const { stdout } = await cli(['feeds', '--stream', 'demo/shop'])
    expect(stdout).toMatch(/Broken orders +– +invalid, warn +src_0+ +\{"attribute"/)
  })

  it('makes one in the only stream, changes and deletes it', async () => {
    const given = { name: 'Broken orders', condition: feed.condition, verdicts: ['invalid'] }
    await cli(['feeds', 'create', '-'], given)
    await cli(['feeds', 'update', feed.id, '-'], { verdicts: [] })
    expect(bodies).toEqual([{ ...given, stream_id: shop.id }, { verdicts: [] }])
    expect((await cli(['feeds', 'delete', feed.id])).stdout).toBe('The feed is deleted.\n')
  })
})
