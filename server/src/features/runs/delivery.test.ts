import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOutbound } from '../../http/outbound.ts'
import { LostRun } from './lost-run.ts'
import { postCollect } from './post-collect.ts'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
let keys: (string | string[] | undefined)[]
let answers: ((response: ServerResponse, request: IncomingMessage) => void)[]
let url: string
let lineages: (string | string[] | undefined)[]
const marks = { idempotencyKey: 'k', lineage: undefined }
const server = createServer((request, response) => {
  keys.push(request.headers['idempotency-key'])
  lineages.push(request.headers['outcrop-lineage'])
  const answer = answers.length > 1 ? answers.shift() : answers[0]
  answer?.(response, request)
})

beforeEach(async () => {
  keys = []
  lineages = []
  answers = [(response) => response.end()]
  engine = await startEngine()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server has an address of this kind.
  // eslint-disable-next-line no-restricted-syntax
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/event`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await engine.close()
})

async function delivering(step: object = {}) {
  await engine.publish({ step: { deliver: { to: 'collect', url }, ...step } })
  await engine.startProcessor()
  const worker = engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })
  return worker
}

describe('a Collect endpoint', () => {
  it('that answers 200 with X-Error has refused: once, for good', async () => {
    answers = [(response) => response.setHeader('x-error', 'no such account').end()]
    await delivering()

    const [run] = await engine.ended(1)

    expect(run).toMatchObject({ state: 'failed', problem: { code: 'delivery-rejected', detail: expect.stringContaining('no such account') } }) // prettier-ignore
    expect(keys).toHaveLength(1)
  })

  it('that redirects has refused, and is not followed', async () => {
    answers = [(response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()]
    await delivering()

    const [run] = await engine.ended(1)

    expect(run).toMatchObject({ state: 'failed', problem: { code: 'delivery-rejected', detail: expect.stringContaining('http://127.0.0.1:1/') } }) // prettier-ignore
    expect(keys).toHaveLength(1)
  })

  it('that is down is tried again under the same key, without another call of the model', async () => {
    answers = [(response) => response.writeHead(503).end(), (response) => response.end()]
    await delivering()

    const [run] = await engine.ended(1)

    expect(run).toMatchObject({ state: 'succeeded', problem: null })
    expect(keys).toEqual([`${run?.id}:score`, `${run?.id}:score`])
    expect(engine.emulator.calls.count('Converse')).toBe(1)
  })

  it('that answers with half a character and NUL fails the run with its words', async () => {
    answers = [(response) => response.writeHead(400).end(`${'x'.repeat(498)}\0😀`)]
    await delivering()

    const [run] = await engine.ended(1)

    expect(run).toMatchObject({ state: 'failed', problem: { code: 'delivery-rejected' } })
    expect(keys).toHaveLength(1)
  })

  it('that is slow costs no attempt when the worker stops meanwhile', async () => {
    answers = [() => undefined, (response) => response.end()]
    const worker = await delivering({ retry: { max_attempts: 1 } })
    while (keys.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))

    await worker.stop(0)
    engine.startWorker()

    expect((await engine.ended(1))[0]).toMatchObject({ state: 'succeeded' })
    expect(engine.emulator.calls.count('Converse')).toBe(1)
  })

  it('is told what made the event, when there is something to tell', async () => {
    const outbound = createOutbound({ allowPrivateNetworks: true })
    const { signal } = new AbortController()
    await postCollect(outbound, { url, timeoutMs: 5000 }, {}, { ...marks, lineage: 'v1.a.b' }, signal) // prettier-ignore
    await postCollect(outbound, { url, timeoutMs: 5000 }, {}, marks, signal)

    expect(lineages).toEqual(['v1.a.b', undefined])
  })

  it('that is slow has not failed when the run was lost meanwhile', async () => {
    answers = [() => undefined]
    const outbound = createOutbound({ allowPrivateNetworks: true })
    const abort = new AbortController()
    const posted = postCollect(outbound, { url, timeoutMs: 60_000 }, {}, marks, abort.signal)
    setTimeout(() => abort.abort(new LostRun('run_1')), 20)

    await expect(posted).rejects.toBeInstanceOf(LostRun)
  })

  it('in a private network gets nothing unless that is allowed', async () => {
    const outbound = createOutbound({ allowPrivateNetworks: false })
    const endpoint = { url, timeoutMs: 1000 }

    await expect(
      postCollect(outbound, endpoint, {}, marks, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'delivery-rejected', remedy: expect.stringContaining('OUTCROP_ALLOW_PRIVATE_NETWORKS') }) // prettier-ignore
    expect(keys).toEqual([])
  })

  it('that does not answer in time is a failed delivery', async () => {
    answers = [() => undefined]
    const outbound = createOutbound({ allowPrivateNetworks: true })

    await expect(
      postCollect(outbound, { url, timeoutMs: 50 }, {}, marks, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'delivery-failed', message: expect.stringContaining('0.05 s') })
  })
})
