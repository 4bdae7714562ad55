import { problemTable } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import { hear, nothingHeard } from './agents/hear-agent.ts'
import { flowArn, flowEmulator } from './flows/testing/flow-emulator.ts'
import { startCuttingProxy, type CuttingProxy } from './testing/cutting-proxy.ts'
import { emulated } from './testing/emulated.ts'

const flows = emulated(flowEmulator)
const agents = emulated()
let proxies: { flows: CuttingProxy; agents: CuttingProxy }
beforeAll(async () => {
  proxies = {
    flows: await startCuttingProxy(flows.emulator.url),
    agents: await startCuttingProxy(agents.emulator.url),
  }
})
afterAll(async () => {
  await proxies.flows.close()
  await proxies.agents.close()
})
beforeEach(() => {
  proxies.flows.cut = null
  proxies.agents.cut = null
})

const signal = () => AbortSignal.timeout(20_000)
const through = (name: keyof typeof proxies) =>
  flows.connection({
    endpoint: proxies[name].url,
    credentials: {
      type: 'access_key',
      access_key_id: 'AKIAEMULATOR00000001',
      secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
    },
  })

async function flow(trace: boolean): Promise<unknown> {
  const aliasArn = `${flowArn('ECHO000001')}/alias/LIVE000001`
  const document = { price: 3, tags: ['a'] }
  const request = { aliasArn, inputNode: 'Start', document, trace, answer: () => null }
  const { raw } = await flows.bedrock.invokeFlow(through('flows'), request, { signal: signal() })
  return { completion: raw['completion'], outputs: raw['outputs'] }
}

let sessions = 0
async function agent(stream: boolean): Promise<unknown> {
  const heard = nothingHeard()
  const turn = {
    aliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01',
    sessionId: `cut-${(sessions += 1)}`,
    say: { text: 'How long does shipping take?' },
    sessionAttributes: {},
    stream,
  }
  for await (const event of agents.bedrock.invokeAgent(through('agents'), turn, {
    signal: signal(),
  })) {
    hear(heard, event)
  }
  return heard.text
}

/** Where each frame begins, and where the last one ends. */
function boundariesOf(body: Buffer): number[] {
  const boundaries = [0]
  for (let at = 0; at < body.length; at += body.readUInt32BE(at)) {
    boundaries.push(at + body.readUInt32BE(at))
  }
  return boundaries
}

/** At each boundary but the last, and inside of each frame: its prelude, its headers, its payload, its end. */
function placesIn(body: Buffer): number[] {
  const boundaries = boundariesOf(body)
  const inside = boundaries.slice(0, -1).flatMap((start, index) => {
    const end = boundaries[index + 1] ?? body.length
    return [start + 2, start + 8, start + 13, Math.floor((start + end) / 2), end - 1]
  })
  return [...boundaries.slice(0, -1), ...inside].toSorted((one, other) => one - other)
}

async function outcome(work: Promise<unknown>): Promise<Problem | { readonly answer: unknown }> {
  try {
    return { answer: await work }
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

const calls = [
  ['a flow', 'flows', () => flow(false)],
  ['a flow with its trace', 'flows', () => flow(true)],
  ['an agent', 'agents', () => agent(false)],
  ['an agent that streams', 'agents', () => agent(true)],
] as const

describe.each(calls)('the stream of %s', (_, name, call) => {
  test.each(['drop', 'end'] as const)(
    'is a problem that is tried again, wherever it is cut (%s)',
    async (manner) => {
      const proxy = proxies[name]
      const whole = await call()
      const places = placesIn(proxy.last())
      expect(places.length).toBeGreaterThan(15)
      for (const after of places) {
        proxy.cut = { after, manner }
        const result = await outcome(call())
        const where = `${manner} after ${after} of ${proxy.last().length} bytes`
        // Half an answer is none; only one that lacks nothing may pass.
        if (!(result instanceof Problem)) expect(result.answer, where).toEqual(whole)
        else expect(result.code, where).toBe('connection-lost')
      }
      expect(problemTable['connection-lost'].retry).toBe(true)
    },
  )

  test('is a problem that is tried again when a bit of any frame is wrong', async () => {
    const proxy = proxies[name]
    await call()
    for (const after of placesIn(proxy.last())) {
      proxy.cut = { after, manner: 'flip' }
      const result = await outcome(call())
      const where = `bit flipped at ${after} of ${proxy.last().length} bytes`
      expect(result, where).toBeInstanceOf(Problem)
      if (result instanceof Problem) {
        expect(problemTable[result.code].retry, `${where}: ${result.message}`).toBe(true)
        expect(result.code, `${where}: ${result.message}`).not.toBe('internal-error')
      }
    }
  })
})
