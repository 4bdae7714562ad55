import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { eventId, sampleAutomation, sampleRun } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

const score = sampleAutomation(1, 'Score')
const base = `/api/v1/automations/${score.id}`
const published = {
  ...score,
  state: 'active' as const,
  published: {
    id: `ver_${'0'.repeat(32)}`,
    number: 3,
    published_at: score.created_at,
    definition: { ...score.draft, description: 'As it runs' },
  },
}

let api: SmallApi
let bodies: unknown[]
let findings: unknown[]
beforeEach(async () => {
  bodies = []
  findings = []
  const taking =
    (answer: unknown) =>
    ({ body }: { readonly body: unknown }) => {
      bodies.push(body)
      return answer
    }
  api = await startSmallApi({
    'GET /api/v1/automations': () => ({ items: [score], next: null }),
    'POST /api/v1/automations': taking(score),
    'POST /api/v1/automations/check': () => ({ findings, notes: [] }),
    [`GET ${base}`]: () => score,
    [`PUT ${base}`]: taking(score),
    [`DELETE ${base}`]: () => null,
    [`POST ${base}/publish`]: () => published,
    [`POST ${base}/pause`]: () => ({ ...published, state: 'paused' }),
    [`POST ${base}/runs`]: taking(sampleRun(4, 'v1', 'queued')),
  })
})
afterEach(() => api.close())

const cli = (words: readonly string[], input: unknown = {}) =>
  runCli(['automations', ...words, '--url', api.url], {
    stdin: Readable.from([Buffer.from(JSON.stringify(input))]),
  })

describe('outcrop automations', () => {
  it('lists them', async () => {
    expect((await cli([])).stdout).toMatch(/Score +draft +– +manual +bedrock\.prompt$/m)
    expect((await cli(['--json'])).summary).toEqual({ ok: true, automations: [score] })
  })

  it('makes, changes and deletes one, by its name where it has one', async () => {
    expect((await cli(['create', '-'], score.draft)).stdout).toBe(`${score.id} is the automation "Score".\n`) // prettier-ignore
    expect((await cli(['update', 'Score', '-'], score.draft)).exitCode).toBe(0)
    expect(bodies).toEqual([score.draft, score.draft])
    expect((await cli(['delete', 'Score'])).stdout).toBe('The automation is deleted.\n')
  })

  it('prints a definition that update takes, of the draft or of what runs', async () => {
    expect(JSON.parse((await cli(['definition', 'Score'])).stdout)).toEqual(score.draft)
    const none = await cli(['definition', 'Score', '--published'])
    expect(none).toMatchObject({ exitCode: 1, stdout: 'It has not been published yet.\n' })
  })

  it('publishes and pauses', async () => {
    expect((await cli(['publish', 'Score'])).stdout).toBe('"Score" is active, version 3.\n')
    expect((await cli(['pause', score.id])).stdout).toBe('"Score" is paused, version 3.\n')
  })

  it('starts a run on an event', async () => {
    const { stdout } = await cli(['run', 'Score', eventId(1)])
    expect(stdout).toContain(`${sampleRun(4, 'v1').id} is queued.`)
    expect(bodies).toEqual([{ event_id: eventId(1) }])
  })

  it('says whether a definition could be published, and what is wrong with it', async () => {
    expect(await cli(['check', '-'])).toMatchObject({ exitCode: 0, stdout: 'It can be published.\n' }) // prettier-ignore
    findings = [{ path: 'steps.0.input.prompt', message: 'is missing.' }]
    const wrong = await cli(['check', '-'])
    expect(wrong).toMatchObject({ exitCode: 1, stdout: 'mistake at steps.0.input.prompt: is missing.\n' }) // prettier-ignore
  })

  it('says which there are when it is given another name', async () => {
    const { exitCode, stderr } = await cli(['publish', 'Scor'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Name one of these, or an id: "Score".')
  })
})
