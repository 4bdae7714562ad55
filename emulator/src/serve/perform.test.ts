import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'
import { runtimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.faults.clear())
afterAll(() => emulator.close())

const nova = 'amazon.nova-micro-v1:0'
const say = (text = 'hello', modelId = nova) =>
  new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text }] }] })
const send = (command = say(), options: Parameters<typeof runtimeClient>[1] = {}) =>
  runtimeClient(emulator, options).send(command)

describe.each(transports)('over %s', (transport) => {
  it('latency lets a later call overtake', async () => {
    const order: string[] = []
    const late = send(say(), { transport, fault: 'latency=400' }).then(() => order.push('late'))
    await expect.poll(() => emulator.calls.inFlight()).toBe(1)
    await send(say(), { transport }).then(() => order.push('prompt'))
    await late
    expect(order).toEqual(['prompt', 'late'])
  })

  it('latency joins another fault', async () => {
    emulator.faults.set([
      { latency: 400, error: 'ModelErrorException', prompt: 'slow' },
      { latency: 1 },
      { error: 'ModelTimeoutException' },
    ])
    const order: (number | undefined)[] = []
    const late = failureOf(send(say('slow'), { transport })).then(({ status }) =>
      order.push(status),
    )
    await expect.poll(() => emulator.calls.inFlight()).toBe(1)
    await failureOf(send(say(), { transport })).then(({ status }) => order.push(status))
    await late
    expect(order).toEqual([408, 424])
  })

  it('hang never answers', async () => {
    const client = runtimeClient(emulator, { transport, fault: 'hang' })
    const failure = await failureOf(client.send(say(), { abortSignal: AbortSignal.timeout(150) }))
    expect(failure.name).toBe('AbortError')
    await expect.poll(() => emulator.calls.inFlight()).toBe(0)
    expect(emulator.calls.recent(1)[0]?.status).toBeNull()
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
    const client = runtimeClient(emulator, {
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
