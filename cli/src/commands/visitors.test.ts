import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  id,
  stream,
  value,
  attribute,
  best,
  audience,
  till,
  source,
  proposal,
  specification,
  unknown,
  unsourced,
  visitor,
} from '../testing/stream-examples.ts'
import { runCli, type CliRun } from '../testing/run-cli.ts'
import { startSmallApi, type ApiRequest, type SmallApi } from '../testing/small-api.ts'

const folder = mkdtempSync(join(tmpdir(), 'outcrop-visitors-'))
afterAll(() => rmSync(folder, { recursive: true }))
function fileOf(content: unknown): string {
  const path = join(folder, 'given.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

let api: SmallApi
let streams: object[]
let asked: ApiRequest[]
const seen = (answer: object | null) => (request: ApiRequest) => {
  asked.push(request)
  return answer
}
beforeEach(async () => {
  asked = []
  streams = [stream('shop')]
  api = await startSmallApi({
    'GET /api/v1/streams': () => ({ items: streams, next: null }),
    'GET /api/v1/attributes': seen({ items: [attribute], next: null }),
    'POST /api/v1/attributes': seen(attribute),
    [`GET /api/v1/attributes/${attribute.id}`]: seen(attribute),
    [`PATCH /api/v1/attributes/${attribute.id}`]: seen(attribute),
    [`DELETE /api/v1/attributes/${attribute.id}`]: seen(null),
    'GET /api/v1/audiences': seen({ items: [audience], next: null }),
    'POST /api/v1/audiences': seen(audience),
    [`GET /api/v1/audiences/${audience.id}`]: seen(audience),
    [`PATCH /api/v1/audiences/${audience.id}`]: seen(audience),
    [`DELETE /api/v1/audiences/${audience.id}`]: seen(null),
    'GET /api/v1/unknown-sources': () => ({ items: [unknown] }),
    'GET /api/v1/unsourced-events': () => ({ items: [unsourced] }),
    'GET /api/v1/specifications': seen({ items: [specification], next: null }),
    'POST /api/v1/specifications': seen(specification),
    [`GET /api/v1/specifications/${specification.id}`]: seen(specification),
    [`PATCH /api/v1/specifications/${specification.id}`]: seen(specification),
    [`DELETE /api/v1/specifications/${specification.id}`]: seen(null),
    [`GET /api/v1/events/${id('evt')}/specification`]: seen({ ...proposal, stream_id: id('str') }),
    'GET /api/v1/data-sources': seen({ items: [source], next: null }),
    'POST /api/v1/data-sources': seen(source),
    [`GET /api/v1/data-sources/${source.id}`]: seen(source),
    [`PATCH /api/v1/data-sources/${source.id}`]: seen(source),
    [`DELETE /api/v1/data-sources/${source.id}`]: seen(null),
    'GET /api/v1/visitors': seen({ items: [visitor], next: null }),
    [`GET /api/v1/visitors/${id('str')}/v%2F1`]: seen(visitor),
    'POST /api/v1/visitors/search': (request) => {
      asked.push(request)
      return asked.length === 1
        ? { items: [], next: 'u', looked: 5000 }
        : { items: [visitor], next: null, looked: 20 }
    },
  })
})
afterEach(() => api.close())

const run = (args: string[], around?: Parameters<typeof runCli>[1]): Promise<CliRun> =>
  runCli([...args, '--url', api.url], around)

describe.each([
  { nouns: 'attributes', noun: 'attribute', item: attribute, given: value, row: /lifetime_value +visitor +number +1$/m },
  { nouns: 'audiences', noun: 'audience', item: audience, given: best, row: /High value +1,234 +The best$/m },
  { nouns: 'specifications', noun: 'specification', item: specification, given: proposal, row: /purchase +1 +1,234 +5 +6$/m },
  { nouns: 'data-sources', noun: 'data source', item: source, given: till, row: /Till +server +till-1 +1,234 +20,000 +2026-01-01 00:00:00\s+UNKNOWN KEY.*\s+kiosk +7 +2026.*\s+1,234 events of 30 days named no source/m },
])('outcrop $nouns', ({ nouns, noun, item, given, row }) => {
  const inJson = (words: string) => words.replace(/[- ]/, '_')
  it('lists them, of one stream when asked', async () => {
    expect((await run([nouns])).stdout).toMatch(row)
    const { summary } = await run([nouns, '--stream', 'demo/shop', '--json'])
    expect(summary).toMatchObject({ ok: true, [inJson(nouns)]: [item] })
    expect(asked.map(({ url }) => url.searchParams.get('stream_id'))).toEqual([null, id('str')])
  })

  it('shows one', async () => {
    expect(JSON.parse((await run([nouns, 'get', item.id])).stdout)).toEqual(item)
    const { summary } = await run([nouns, 'get', item.id, '--json'])
    expect(summary).toEqual({ ok: true, [inJson(noun)]: item })
  })

  it('creates one from a file, in the only stream', async () => {
    const { exitCode, stdout } = await run([nouns, 'create', fileOf(given)])
    expect(exitCode).toBe(0)
    expect(stdout).toBe(`${item.id} is the ${noun} "${item.name}".\n`)
    expect(asked.map(({ body }) => body)).toEqual([{ ...given, stream_id: id('str') }])
  })

  it('creates one in the stream that is named, before that of the file', async () => {
    const other = `str_${'1'.repeat(32)}`
    streams.push(stream('other', other))
    const file = fileOf({ ...given, stream_id: id('str') })
    await run([nouns, 'create', file])
    await run([nouns, 'create', file, '--stream', 'demo/other'])
    expect(asked.map(({ body }) => body)).toEqual([
      { ...given, stream_id: id('str') },
      { ...given, stream_id: other },
    ])
    const unnamed = await run([nouns, 'create', fileOf(given)])
    expect(unnamed.exitCode).toBe(2)
    expect(unnamed.stderr).toContain('demo/shop, demo/other')
  })

  it('changes one by standard input, and deletes it', async () => {
    const stdin = Readable.from([Buffer.from('{"description":"New"}')])
    const { stdout } = await run([nouns, 'update', item.id, '-'], { stdin })
    expect(stdout).toBe(`The ${noun} "${item.name}" is changed.\n`)
    expect(asked.map(({ body }) => body)).toEqual([{ description: 'New' }])
    const { summary } = await run([nouns, 'delete', item.id, '--json'])
    expect(summary).toEqual({ ok: true, deleted: item.id })
  })

  it.each([
    ['{"name":', 'not valid JSON'],
    ['[1]', 'not one JSON object'],
  ])('sends nothing of %s', async (content, reason) => {
    const { exitCode, stderr } = await run([nouns, 'create', fileOf(content)])
    expect(exitCode).toBe(1)
    expect(stderr).toContain(reason)
    expect(asked).toEqual([])
  })

  it('says that a file is not there', async () => {
    const { exitCode, stderr } = await run([nouns, 'create', join(folder, 'missing.json')])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('missing.json')
  })
}) // prettier-ignore

describe('outcrop audiences', () => {
  const beingFilled = (done: number, total: number | null) => ({
    ...audience,
    filling: { done, total, total_is_estimate: false },
  })

  it('says how far one is filled', async () => {
    await api.close()
    const items = [beingFilled(20, 3000), beingFilled(0, null)]
    api = await startSmallApi({ 'GET /api/v1/audiences': () => ({ items, next: null }) })
    const { stdout } = await run(['audiences'])
    expect(stdout).toMatch(/High value +1,234 \(filling: looked at 20 of 3,000\) +The best$/m)
    expect(stdout).toMatch(/High value +1,234 \(filling: looked at 0\) +The best$/m)
  })

  it('waits until one is filled', async () => {
    await api.close()
    const looks = [beingFilled(0, null), beingFilled(20, 3000), { ...audience, size: 1500 }]
    api = await startSmallApi({ [`GET /api/v1/audiences/${audience.id}`]: () => looks.shift() ?? {} }) // prettier-ignore
    const { summary } = await run(['audiences', 'wait', audience.id, '--json'])
    expect(summary).toEqual({ ok: true, audience: { ...audience, size: 1500 } })
    expect(looks).toEqual([])
  })
})

describe('outcrop specifications propose', () => {
  it('prints what can be created as it is', async () => {
    const { stdout } = await run(['specifications', 'propose', id('evt')])
    const stdin = Readable.from([Buffer.from(stdout)])
    await run(['specifications', 'create', '-'], { stdin })
    expect(asked.at(-1)?.body).toEqual({ ...proposal, stream_id: id('str') })
  })
})

describe('outcrop visitors', () => {
  it('lists visitors of a stream, those that are asked for', async () => {
    const { stdout } = await run(['visitors', '--audience', audience.id, '--prefix', 'v/', '--limit', '5']) // prettier-ignore
    expect(stdout).toMatch(/v\/1 +2026-01-01 00:00:00 +12 +2 +High value/)
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
      stream_id: id('str'),
      audience_id: audience.id,
      id_prefix: 'v/',
      limit: '5',
    })
  })

  it('searches by a condition, request after request, and says how many it looked at', async () => {
    const file = fileOf(best.condition)
    const { stdout, stderr, summary } = await run(['visitors', 'search', file, '--prefix', 'v'])
    expect(stdout).toMatch(/v\/1 +2026-01-01 00:00:00 +12 +2 +High value/)
    expect(stderr).toContain('Looked at 5,020 visitors, which are all.')
    expect(summary).toBeUndefined()
    const search = { stream_id: id('str'), condition: best.condition, id_prefix: 'v', limit: 20 }
    expect(asked.map(({ body }) => body)).toEqual([search, { ...search, cursor: 'u' }])
  })

  it('looks at no more visitors than it may', async () => {
    const { summary } = await run(['visitors', 'search', fileOf(best.condition), '--look', '5000', '--json']) // prettier-ignore
    expect(summary).toEqual({ ok: true, visitors: [], looked: 5000, is_whole: false })
  })

  it('shows one, whatever characters its id has', async () => {
    const { summary, exitCode } = await run(['visitors', 'get', 'v/1', '--json'])
    expect(exitCode).toBe(0)
    expect(summary).toEqual({ ok: true, visitor })
  })
})
