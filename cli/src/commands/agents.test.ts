import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

const id = (prefix: string) => `${prefix}_${'0'.repeat(32)}`
const at = '2026-01-01T00:00:00.000Z'
const agent = {
  id: id('agt'),
  name: 'Support',
  description: '',
  source: 'bedrock',
  provider: { id: id('prv'), name: 'Production' },
  alias_arn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01',
  state: 'ready',
  last_test: {
    ok: true,
    tested_at: at,
    agent_name: 'support',
    version: '3',
    foundation_model: 'amazon.nova-lite-v1:0',
    idle_session_ttl_s: 600,
    checks: [],
  },
  created_at: at,
  updated_at: at,
}
const conversation = {
  id: id('cnv'),
  agent_id: agent.id,
  session_id: 'cnv-1',
  state: 'open',
  title: '',
  session_attributes: {},
  messages: 0,
  tokens: { input: null, output: null },
  created_at: at,
  last_message_at: null,
  expires_at: null,
}
const message = {
  id: id('msg'),
  role: 'agent',
  state: 'done',
  text: 'It is shipped.',
  citations: [{ text: 'It is shipped.', sources: [{ location: 's3://shop/a.md', excerpt: 'x' }] }],
  steps: [],
  return_control: null,
  files: [],
  tokens: { input: 12, output: 5 },
  latency_ms: 340,
  request_id: null,
  created_at: at,
}
const conversations = `/api/v1/agents/${agent.id}/conversations`

let api: SmallApi
let said: unknown[] = []
let begun: unknown[] = []
let ended = 0
let last: object = message
/** What the agent hands over before it answers, turn by turn. */
let handed: (object | null)[] = []
beforeEach(async () => {
  said = []
  begun = []
  ended = 0
  last = message
  handed = []
  api = await startSmallApi({
    'GET /api/v1/agents': () => ({ items: [agent], next: null }),
    'POST /api/v1/agents': ({ body }) => {
      said.push(body)
      return agent
    },
    [`POST ${conversations}`]: ({ body }) => {
      begun.push(body)
      return conversation
    },
    [`POST ${conversations}/${conversation.id}/messages`]: ({ body }, response) => {
      said.push(body)
      const control = handed.shift() ?? null
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const send = (event: string, data: unknown) =>
        response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      send('step', { kind: 'model', text: 'Asks its model', at: null, tokens: null, detail: {} })
      send('text', { text: 'It is ' })
      send('text', { text: 'shipped.' })
      send('done', { ...last, return_control: control })
      response.end()
      return undefined
    },
    [`GET ${conversations}/${conversation.id}`]: () => ({
      conversation,
      messages: [message, { ...message, return_control: handed.shift() ?? null }],
    }),
    [`POST ${conversations}/${conversation.id}/end`]: () => {
      ended += 1
      return { ...conversation, state: 'ended' }
    },
  })
})
afterEach(() => api.close())

describe('outcrop agents', () => {
  it('lists what is connected', async () => {
    const { exitCode, stdout } = await runCli(['agents', '--url', api.url])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Support')
    expect(stdout).toContain('amazon.nova-lite-v1:0')
  })

  it('connects by the ARN of an alias', async () => {
    const args = ['agents', 'connect', agent.alias_arn, '--provider', id('prv'), '--url', api.url]
    const { exitCode, stdout } = await runCli(args)
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`outcrop agents chat ${agent.id}`)
    expect(said).toEqual([{ provider_id: id('prv'), alias_arn: agent.alias_arn, description: '' }])
  })

  it('prints an answer while it comes, with its sources', async () => {
    const args = ['agents', 'chat', agent.id, 'Where is it?', '--end', '--url', api.url]
    const { exitCode, stdout, stderr } = await runCli(args)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('It is shipped.')
    expect(stdout).toContain('source: s3://shop/a.md')
    expect(stdout).toContain('12 tokens in, 5 out')
    expect(stderr).toContain('Asks its model')
    expect(said).toEqual([{ text: 'Where is it?' }])
    expect(ended).toBe(1)
  })

  it('hands attributes to a new conversation, and only to a new one', async () => {
    const chat = ['agents', 'chat', agent.id, 'Hi', '--url', api.url]
    const attributes = ['--attribute', 'tier=gold', '--attribute', 'note=a=b']
    expect((await runCli([...chat, ...attributes])).exitCode).toBe(0)
    expect(begun).toEqual([{ session_attributes: { tier: 'gold', note: 'a=b' } }])
    const late = await runCli([...chat, ...attributes, '--conversation', conversation.id])
    expect(late.exitCode).toBe(2)
    expect(late.stderr).toContain('--attribute belongs to a new conversation')
    const wrong = await runCli([...chat, '--attribute', 'tier'])
    expect(wrong.stderr).toContain('It must be written as name=value.')
  })

  it('ends with one JSON summary', async () => {
    const { stdout } = await runCli(['agents', 'chat', agent.id, 'Hi', '--json', '--url', api.url])
    expect(JSON.parse(stdout.trim())).toEqual({
      ok: true,
      conversation_id: conversation.id,
      message,
    })
    expect(ended).toBe(0)
  })

  it('fails with the problem of an answer that failed', async () => {
    const problem = {
      type: 'urn:outcrop:problem:throttled',
      title: 'Bedrock is throttling',
      status: 503,
      code: 'throttled',
      detail: 'Calling agent X failed.',
      who: 'nobody',
      remedy: 'Wait.',
      retry: true,
    }
    last = { ...message, state: 'failed', problem }
    const args = ['agents', 'chat', agent.id, 'Hi', '--url', api.url]
    const { exitCode, stderr } = await runCli(args)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Calling agent X failed.')
  })
})

const refund = {
  invocation_id: 'inv-1',
  actions: [
    { action_group: 'Refunds', name: 'issue_refund', parameters: { order_id: 'A-7' } },
    { action_group: 'Orders', name: 'GET /orders', parameters: {} },
  ],
}
const results = [
  { action_group: 'Refunds', name: 'issue_refund', body: '{"refund":"granted"}' },
  { action_group: 'Orders', name: 'GET /orders', body: 'none' },
]
const answers = JSON.stringify({
  'Refunds.issue_refund': { refund: 'granted' },
  'Orders.GET /orders': 'none',
})
const chat = (...rest: string[]) => ['agents', 'chat', agent.id, ...rest, '--url', api.url]
const waiting = `outcrop agents chat ${agent.id} --conversation ${conversation.id} --answer-actions FILE`

describe('an action that the agent hands over', () => {
  it('is answered from a file, as often as it is asked for', async () => {
    handed = [refund, refund, null]
    const stdin = Readable.from([answers])
    const { exitCode, stdout } = await runCli(chat('Refund A-7', '--answer-actions', '-'), { stdin }) // prettier-ignore
    expect(exitCode).toBe(0)
    expect(said).toEqual([{ text: 'Refund A-7' }, { results }, { results }])
    expect(stdout).toContain('asks for: Refunds.issue_refund {"order_id":"A-7"}')
    expect(stdout).toContain('Go on with:')
  })

  it('is not answered for ever', async () => {
    handed = Array(50).fill(refund)
    const stdin = Readable.from([answers])
    const { stdout } = await runCli(chat('Refund A-7', '--answer-actions', '-'), { stdin })
    expect(said).toHaveLength(11)
    expect(stdout).toContain(waiting)
  })

  it('is asked of a person, with its parameters', async () => {
    handed = [{ ...refund, actions: refund.actions.slice(0, 1) }, null]
    const stdin = new PassThrough()
    const run = runCli(chat('Refund A-7'), { stdin, isInteractive: true })
    while (said.length === 0) await new Promise(setImmediate)
    const typing = setInterval(() => stdin.write('granted\r'), 50)
    const { exitCode, stderr } = await run.finally(() => clearInterval(typing))
    expect(exitCode).toBe(0)
    expect(stderr).toContain('What came of Refunds.issue_refund?')
    expect(stderr).toContain('order_id: A-7')
    expect(said[1]).toEqual({ results: [{ action_group: 'Refunds', name: 'issue_refund', body: 'granted' }] }) // prettier-ignore
  })

  it('is left to another time where nobody can be asked, and answered then', async () => {
    handed = [refund]
    const first = await runCli(chat('Refund A-7'))
    expect(first.exitCode).toBe(0)
    expect(first.stdout).toContain(`The agent waits. Answer it with: ${waiting}`)
    handed = [refund]
    const stdin = Readable.from([answers])
    const args = chat('--conversation', conversation.id, '--answer-actions', '-')
    expect((await runCli(args, { stdin })).exitCode).toBe(0)
    expect(said.at(-1)).toEqual({ results })
  })

  it.each([
    ['without anything to say', ['--end'], null, 'There is nothing to say.'],
    ['when none is waited for', ['--conversation', conversation.id], null, 'waits for no action'],
    ['without an answer', ['--conversation', conversation.id], refund, waiting],
    ['with half of the answers', ['Refund', '--answer-actions', '-'], refund, 'result of Orders.GET /orders'], // prettier-ignore
  ])('is refused %s', async (_, args, control, says) => {
    handed = [control]
    const stdin = Readable.from(['{ "Refunds.issue_refund": "granted" }'])
    const { exitCode, stderr } = await runCli(chat(...args), { stdin })
    expect(exitCode).toBe(2)
    expect(stderr).toContain(says)
  })
})
