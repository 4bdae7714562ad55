import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { afterEach, describe, expect, it } from 'vitest'
import { runtimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()
afterEach(() => emulator().faults.clear())

const nova = 'amazon.nova-micro-v1:0'
const say = (text = 'hello', modelId = nova) =>
  new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text }] }] })
const send = (command = say(), options: Parameters<typeof runtimeClient>[1] = {}) =>
  runtimeClient(emulator(), options).send(command)

describe.each(transports)('over %s', (transport) => {
  it('latency holds the answer back, and the answer says so', async () => {
    const { metrics } = await send(say(), { transport, fault: 'latency=120' })
    expect(metrics?.latencyMs).toBeGreaterThanOrEqual(119)
  })

  it('latency joins another fault', async () => {
    emulator().faults.set([{ latency: 60 }, { error: 'ModelTimeoutException' }])
    expect(await failureOf(send(say(), { transport }))).toMatchObject({ status: 408 })
    expect(emulator().calls.recent(1)[0]?.durationMs).toBeGreaterThanOrEqual(59)
  })

  it('hang never answers', async () => {
    const client = runtimeClient(emulator(), { transport, fault: 'hang' })
    const failure = await failureOf(client.send(say(), { abortSignal: AbortSignal.timeout(150) }))
    expect(failure.name).toBe('AbortError')
    await expect.poll(() => emulator().calls.inFlight()).toBe(0)
    expect(emulator().calls.recent(1)[0]?.status).toBeNull()
  })

  it('reset breaks the connection', async () => {
    const failure = await failureOf(send(say(), { transport, fault: 'reset' }))
    expect(failure.status).toBeUndefined()
    expect(`${failure.name} ${failure.message}`).toMatch(
      /ECONNRESET|ERR_HTTP2|TimeoutError|socket|stream/i,
    )
  })

  it('truncate breaks the body off', async () => {
    const failure = await failureOf(send(say(), { transport, fault: 'truncateAfter=20' }))
    expect(`${failure.name} ${failure.message}`).toMatch(
      transport === 'HTTP/2' ? /SyntaxError/ : /ECONNRESET|aborted/,
    )
  })

  it('Retry-After tells how long to wait', async () => {
    let header: unknown
    const client = runtimeClient(emulator(), {
      transport,
      fault: 'ThrottlingException; retryAfterS=7',
    })
    const error: unknown = await client.send(say()).catch((thrown: unknown) => thrown)
    if (typeof error === 'object' && error !== null && '$response' in error) {
      const { $response } = error
      if (typeof $response === 'object' && $response !== null && 'headers' in $response)
        header = $response.headers
    }
    expect(header).toMatchObject({ 'retry-after': '7' })
  })
})
