import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCollectEndpoint, type CollectEndpoint } from './testing/collect-endpoint.ts'
import { startLambda, type Lambda } from './testing/start-lambda.ts'

const event = {
  tealium_account: 'acme',
  tealium_profile: 'main',
  tealium_visitor_id: 'v1',
  tealium_event: 'insight',
  score: 85,
}
const text = JSON.stringify(event)
const node = (value: unknown, ...more: object[]) => ({
  messageVersion: '1.0',
  flow: { flowArn: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOWID1234', flowAliasArn: 'a' },
  node: {
    name: 'Collect',
    inputs: [{ name: 'codeHookInput', type: 'String', expression: '$.data', value }, ...more],
  },
})

let endpoint: CollectEndpoint
let lambda: Lambda | undefined

beforeEach(async () => {
  endpoint = await startCollectEndpoint()
})
afterEach(async () => {
  await lambda?.close()
  await endpoint.close()
  lambda = undefined
})

async function start(environment: Record<string, string> = {}): Promise<Lambda> {
  lambda = await startLambda({ COLLECT_URL: endpoint.url, RESPONSE_TYPE: 'Object', ...environment })
  return lambda
}

const called = async (given: unknown, environment = {}, call = {}) =>
  (await (await start(environment)).invoke(given, call)).value

describe('the bundle in a Lambda runtime', () => {
  it('posts the answer and returns the event', async () => {
    expect(await called(node(`\`\`\`json\n${text}\n\`\`\``), {}, { requestId: 'r-1' })).toEqual(
      event,
    )

    expect(endpoint.posts.map(({ body }): unknown => JSON.parse(body))).toEqual([event])
    expect(endpoint.posts[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'lambda:r-1',
    })
  })

  it('returns text when the flow declares functionResponse as String, failures included', async () => {
    const { invoke } = await start({ RESPONSE_TYPE: '' })

    expect((await invoke(node(text))).value).toBe(text)
    expect(JSON.parse(String((await invoke(node('Sorry.'))).value))).toMatchObject({ ok: false })
  })

  it('lets inputs that the flow wires win over what the model says', async () => {
    const pins = [
      { name: 'tealium_visitor_id', type: 'String', expression: '$.data.v', value: 'v2' },
      { name: 'idempotency_key', type: 'String', expression: '$.data.run', value: 'run_7' },
    ]

    expect(await called(node(text, ...pins))).toEqual({ ...event, tealium_visitor_id: 'v2' })
    expect(endpoint.posts[0]?.headers['idempotency-key']).toBe('lambda:run_7')
  })

  it('says beside the event which run called the flow', async () => {
    const wired = (value: string) => ({ name: 'tealium_lineage', type: 'String', expression: '$.data.tealium_lineage', value }) // prettier-ignore
    const { invoke } = await start()

    for (const value of ['v1.claims.signature', '', 'no header\n']) {
      expect((await invoke(node(text, wired(value)))).value).toEqual(event)
    }
    const said = endpoint.posts.map(({ headers }) => headers['outcrop-lineage'])
    expect(said).toEqual(['v1.claims.signature', undefined, undefined])
    expect(endpoint.posts.map(({ body }): unknown => JSON.parse(body))).toEqual([event, event, event]) // prettier-ignore
  })

  it('demands the fields it is told to, and posts nothing without them', async () => {
    const { invoke } = await start({ REQUIRED_FIELDS: 'score reason' })

    expect((await invoke(node(text))).value).toMatchObject({
      ok: false,
      code: 'answer-invalid',
      error: 'The answer lacks "reason".',
      retry: false,
    })
    expect(endpoint.posts).toEqual([])
  })

  it('tries again under the same key while the endpoint is busy', async () => {
    endpoint.answers = [
      (response) => response.writeHead(503, { 'retry-after': '0', 'x-error': 'Full.' }).end(),
      (response) => response.destroy(),
      (response) => response.end(),
    ]

    expect(await called(node(text))).toEqual(event)
    expect(new Set(endpoint.posts.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect(endpoint.posts).toHaveLength(3)
  })

  it('gives up after the last try', async () => {
    endpoint.answers = [(response) => response.writeHead(500).end()]

    expect(await called(node(text), { MAX_ATTEMPTS: '2' })).toMatchObject({
      code: 'delivery-failed',
      error: `${endpoint.url} answered 500, at the last of 2 tries.`,
      retry: true,
    })
    expect(endpoint.posts).toHaveLength(2)
  })

  it.each<[string, Record<string, string>, number]>([
    ['X-Error with 200', { 'x-error': 'no such stream' }, 200],
    ['a bad request', { 'x-error': 'no such stream' }, 400],
    ['a redirect', { location: 'http://127.0.0.1:1/no such stream' }, 302],
  ])('takes %s as a refusal, once and for all', async (_, headers, status) => {
    endpoint.answers = [(response) => response.writeHead(status, headers).end()]

    expect(await called(node(text))).toMatchObject({
      code: 'delivery-rejected',
      error: expect.stringContaining('no such stream'),
      retry: false,
    })
    expect(endpoint.posts).toHaveLength(1)
  })

  it('answers before its own time is over, whatever the endpoint does or asks for', async () => {
    endpoint.answers = [() => undefined]
    const { invoke } = await start({ TIMEOUT_MS: '60000', MAX_ATTEMPTS: '10' })
    const call = { timeoutMs: 1500 }

    expect((await invoke(node(text), call)).value).toMatchObject({
      code: 'delivery-failed',
      error: expect.stringContaining('did not answer within'),
    })
    endpoint.answers = [(response) => response.writeHead(429, { 'retry-after': '3600' }).end()]
    expect((await invoke(node(text), call)).value).toMatchObject({
      code: 'delivery-failed',
      error: expect.stringContaining('answered 429'),
    })
  })

  it('says so when nobody listens', async () => {
    const { url } = endpoint
    await endpoint.close()

    expect(await called(node(text), { MAX_ATTEMPTS: '1' })).toMatchObject({
      error: `${url} could not be reached (ECONNREFUSED), at the last of 1 tries.`,
    })
  })

  it.each<[string, Record<string, string>, string]>([
    ['no address', { COLLECT_URL: '' }, 'COLLECT_URL must be the address'],
    ['another protocol', { COLLECT_URL: 'file:///etc/passwd' }, 'COLLECT_URL must be the address'],
    ['a password in the address', { COLLECT_URL: 'http://a:b@c/' }, 'COLLECT_URL must be'],
    ['no number', { TIMEOUT_MS: 'soon' }, 'TIMEOUT_MS must be a whole number from 1 to 60000'],
    ['too many tries', { MAX_ATTEMPTS: '11' }, 'MAX_ATTEMPTS must be a whole number from 1 to 10'],
    ['an unknown type', { RESPONSE_TYPE: 'Array' }, 'RESPONSE_TYPE must be String or Object'],
  ])('names a wrong setting: %s', async (_, environment, message) => {
    const value = await called(node(text), environment)

    expect(typeof value === 'string' ? JSON.parse(value) : value).toMatchObject({
      ok: false,
      error: expect.stringContaining(message),
      remedy: expect.stringContaining('Lambda function'),
    })
    expect(endpoint.posts).toEqual([])
  })

  it('writes one line per call, without the data and without secrets', async () => {
    const { invoke, log } = await start({
      COLLECT_URL: `${endpoint.url}?token=canary-token`,
      AWS_SECRET_ACCESS_KEY: 'canary-secret',
      AWS_SESSION_TOKEN: 'canary-session',
    })
    const secret = JSON.stringify({ ...event, note: 'canary-data' })
    const answers = [await invoke(node(secret))]
    endpoint.answers = [(response) => response.writeHead(400).end('canary-body')]
    answers.push(await invoke(node(secret)), await invoke(node('canary-prose')), await invoke(7))

    const lines = () => log().trim().split('\n').map((line): unknown => JSON.parse(line)) // prettier-ignore
    await expect.poll(lines).toMatchObject([
      { ok: true, attempts: 1 },
      { ok: false, code: 'delivery-rejected' },
      { ok: false, code: 'answer-not-json' },
      { ok: false, code: 'answer-invalid' },
    ])
    expect(log()).not.toContain('canary')
    expect(JSON.stringify(answers.slice(1))).not.toContain('canary')
    expect(endpoint.posts).toHaveLength(2)
  })
})
