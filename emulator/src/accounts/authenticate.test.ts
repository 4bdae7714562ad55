import { ListFoundationModelsCommand, ListInferenceProfilesCommand } from '@aws-sdk/client-bedrock'
import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'
import { controlClient, demoKey, runtimeClient, stsClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { formatAmzDate } from '../wire/amz-date.ts'
import { textLike } from '../testing/matchers.ts'

const sessionKey = {
  id: 'ASIAEMULATOR00000003',
  secret: 'a-session-secret',
  sessionToken: 'the-token',
}

let emulator: Emulator
let clock = () => new Date()
beforeAll(async () => {
  emulator = await startEmulator({
    now: () => clock(),
    accounts: [
      {
        id: '111122223333',
        accessKeys: [
          { id: demoKey.accessKeyId, secret: demoKey.secretAccessKey },
          { ...sessionKey, expiresAt: '2040-01-01T00:00:00Z' },
        ],
      },
    ],
  })
})
afterAll(() => emulator.close())

const command = () =>
  new ConverseCommand({
    modelId: 'us.amazon.nova-micro-v1:0',
    messages: [{ role: 'user', content: [{ text: 'hello, Zoë – “quoted” & <signed>' }] }],
  })

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

describe.each(transports)('over %s', (transport) => {
  it('a wrong secret is refused', async () => {
    const credentials = { ...demoKey, secretAccessKey: 'wrong' }
    const failure = await failureOf(
      runtimeClient(emulator, { transport, credentials }).send(command()),
    )
    expect(failure).toMatchObject({
      name: 'InvalidSignatureException',
      status: 403,
      message: mismatch,
    })
  })

  it('an unknown key is refused', async () => {
    const credentials = { ...demoKey, accessKeyId: 'AKIAUNKNOWN000000001' }
    const failure = await failureOf(
      runtimeClient(emulator, { transport, credentials }).send(command()),
    )
    expect(failure).toMatchObject({
      name: 'UnrecognizedClientException',
      status: 403,
      message: 'The security token included in the request is invalid.',
    })
  })

  it('a body that was changed on the way is refused', async () => {
    const client = runtimeClient(emulator, { transport })
    client.middlewareStack.add(
      (next) => (args) => {
        const { request } = args
        if (typeof request === 'object' && request !== null && 'body' in request) {
          const text =
            request.body instanceof Uint8Array
              ? new TextDecoder().decode(request.body)
              : String(request.body)
          request.body = text.replace('hello', 'HELLO')
        }
        return next(args)
      },
      // After signing, which belongs to the step finalizeRequest too.
      { step: 'finalizeRequest', priority: 'low' },
    )
    const failure = await failureOf(client.send(command()))
    expect(failure).toMatchObject({
      name: 'InvalidSignatureException',
      status: 403,
      message: mismatch,
    })
  })

  it.each([-6, 6])('a clock that is %i minutes ahead is refused', async (minutes) => {
    const systemClockOffset = minutes * 60_000
    const failure = await failureOf(
      runtimeClient(emulator, { transport, systemClockOffset }).send(command()),
    )
    expect(failure).toMatchObject({ name: 'InvalidSignatureException', status: 403 })
    expect(failure.message).toMatch(
      minutes < 0
        ? /^Signature expired: .* is now earlier than .* - 5 min\.\)$/
        : /^Signature not yet current: /,
    )
  })

  it('a clock that is 4 minutes ahead is accepted', async () => {
    const answer = await runtimeClient(emulator, { transport, systemClockOffset: 240_000 }).send(
      command(),
    )
    expect(answer.stopReason).toBe('end_turn')
  })

  it('the Date header lets the SDK correct its clock and succeed', async () => {
    clock = () => new Date(Date.now() + 3_600_000)
    const answer = await runtimeClient(emulator, { transport, maxAttempts: 2 }).send(command())
    clock = () => new Date()
    expect(answer.$metadata.attempts).toBe(2)
  })

  it('a temporary key needs its token', async () => {
    const credentials = { accessKeyId: sessionKey.id, secretAccessKey: sessionKey.secret }
    const withToken = { ...credentials, sessionToken: sessionKey.sessionToken }
    const answer = await runtimeClient(emulator, { transport, credentials: withToken }).send(
      command(),
    )
    expect(answer.stopReason).toBe('end_turn')
    for (const wrong of [credentials, { ...credentials, sessionToken: 'other' }]) {
      const failure = await failureOf(
        runtimeClient(emulator, { transport, credentials: wrong }).send(command()),
      )
      expect(failure).toMatchObject({ name: 'UnrecognizedClientException', status: 403 })
    }
  })

  it('an expired temporary key is refused', async () => {
    clock = () => new Date('2040-01-01T00:00:00Z')
    const credentials = {
      accessKeyId: sessionKey.id,
      secretAccessKey: sessionKey.secret,
      sessionToken: sessionKey.sessionToken,
    }
    const failure = await failureOf(
      runtimeClient(emulator, { transport, credentials }).send(command()),
    )
    clock = () => new Date()
    expect(failure).toMatchObject({
      name: 'ExpiredTokenException',
      status: 403,
      message: 'The security token included in the request is expired',
    })
  })
})

it('queries are signed in their canonical order and encoding', async () => {
  const client = controlClient(emulator)
  const models = await client.send(
    new ListFoundationModelsCommand({
      byProvider: 'Amazon',
      byOutputModality: 'TEXT',
      byInferenceType: 'ON_DEMAND',
    }),
  )
  expect(models.modelSummaries?.length).toBeGreaterThan(2)
  const failure = await failureOf(
    client.send(new ListInferenceProfilesCommand({ nextToken: 'a b+c/d=~*é' })),
  )
  expect(failure).toMatchObject({
    name: 'ValidationException',
    message: 'The provided nextToken is invalid.',
  })
})

it('a request without a signature is refused', async () => {
  const response = await fetch(`${emulator.url}/model/x/converse`, { method: 'POST', body: '{}' })
  expect(response.status).toBe(403)
  expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException')
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await response.json()).toEqual({ message: 'Missing Authentication Token' })
})

it.each([
  ['nonsense', 'Bearer abc', 'IncompleteSignatureException'],
  [
    'a part that is missing',
    `AWS4-HMAC-SHA256 Credential=${demoKey.accessKeyId}/20260101/us-east-1/bedrock/aws4_request, Signature=${'0'.repeat(64)}`,
    'IncompleteSignatureException',
  ],
  [
    'no date',
    `AWS4-HMAC-SHA256 Credential=${demoKey.accessKeyId}/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    'IncompleteSignatureException',
  ],
])('an Authorization header with %s is refused', async (_, authorization, code) => {
  const response = await fetch(`${emulator.url}/foundation-models`, { headers: { authorization } })
  expect(response.status).toBe(400)
  expect(response.headers.get('x-amzn-errortype')).toBe(code)
})

it('STS refuses in XML and with its own names', async () => {
  const wrong = stsClient(emulator, { credentials: { ...demoKey, secretAccessKey: 'wrong' } })
  expect(await failureOf(wrong.send(new GetCallerIdentityCommand()))).toMatchObject({
    name: 'SignatureDoesNotMatch',
    status: 403,
    message: mismatch,
  })
  const unknown = stsClient(emulator, {
    credentials: { ...demoKey, accessKeyId: 'AKIAUNKNOWN000000001' },
  })
  expect(await failureOf(unknown.send(new GetCallerIdentityCommand()))).toMatchObject({
    name: 'InvalidClientTokenId',
    status: 403,
  })
})

it.each([
  ['another service', 'sts', 'host;x-amz-date', /should be scoped to correct service: 'bedrock'/],
  ['no host', 'bedrock', 'x-amz-date', /must be a 'SignedHeader'/],
])('a signature for %s is refused', async (_, service, signedHeaders, message) => {
  const amzDate = formatAmzDate(new Date())
  const scope = `${amzDate.slice(0, 8)}/us-east-1/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 Credential=${demoKey.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${'0'.repeat(64)}`
  const headers = { authorization, 'x-amz-date': amzDate }
  const response = await fetch(`${emulator.url}/foundation-models`, { headers })
  expect(response.headers.get('x-amzn-errortype')).toBe('InvalidSignatureException')
  expect(await response.json()).toEqual({ message: textLike(message) })
})
