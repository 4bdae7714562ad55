import {
  ConverseCommand,
  ConverseStreamCommand,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime'
import { ListFoundationModelsCommand } from '@aws-sdk/client-bedrock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'
import {
  controlClient,
  demoKey,
  runtimeClient,
  transports,
  type Transport,
} from '../testing/connect.ts'
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

async function streamed(
  transport: Transport,
  fault?: string,
): Promise<{ events: ConverseStreamOutput[]; error: unknown }> {
  const events: ConverseStreamOutput[] = []
  const options = fault === undefined ? { transport } : { transport, fault }
  try {
    const command = new ConverseStreamCommand({
      modelId: nova,
      messages: [{ role: 'user', content: [{ text: 'hello' }] }],
    })
    const { stream } = await runtimeClient(emulator, options).send(command)
    for await (const event of stream ?? []) events.push(event)
    return { events, error: undefined }
  } catch (error) {
    return { events, error }
  }
}

const kindOf = (event: ConverseStreamOutput | undefined) => Object.keys(event ?? {})[0]

describe('a fault strikes', () => {
  it('only the calls that match', async () => {
    emulator.faults.set([
      { operation: 'ConverseStream', error: 'InternalServerException' },
      { model: 'meta.*', error: 'ServiceUnavailableException' },
      { prompt: 'poison', error: 'ModelErrorException' },
      { prompt: '/\\bvenom\\d/i', error: 'ModelTimeoutException' },
      { account: '999999999999', error: 'InternalFailure' },
      { accessKey: 'AKIAOTHER', error: 'InternalFailure' },
    ])
    expect((await send()).stopReason).toBe('end_turn')
    expect((await failureOf(send(say('hello', 'meta.llama3-8b-instruct-v1:0')))).name).toBe(
      'ServiceUnavailableException',
    )
    expect((await failureOf(send(say('some poison')))).name).toBe('ModelErrorException')
    expect((await failureOf(send(say('Venom7')))).name).toBe('ModelTimeoutException')
    expect((await streamed('HTTP/1.1')).error).toMatchObject({ name: 'InternalServerException' })
  })

  it('by account and key', async () => {
    emulator.faults.set([
      { account: '111122223333', accessKey: demoKey.accessKeyId, error: 'ConflictException' },
    ])
    expect((await failureOf(send())).name).toBe('ConflictException')
  })

  it('the first attempts only, and the SDK’s own retry succeeds', async () => {
    emulator.faults.set([{ error: 'InternalServerException', first: 1, per: 'invocation' }])
    const client = runtimeClient(emulator, { maxAttempts: 2 })
    expect((await client.send(say())).$metadata.attempts).toBe(2)
    expect((await client.send(say())).$metadata.attempts).toBe(2)
    expect(emulator.calls.recent(2).map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 200],
    ])
  })

  it('the first attempts of each prompt', async () => {
    emulator.faults.set([{ error: 'ModelErrorException', first: 2, per: 'prompt' }])
    const outcomes = async (text: string) => {
      const results: string[] = []
      for (let turn = 0; turn < 3; turn += 1) {
        results.push(
          await send(say(text)).then(
            () => 'ok',
            () => 'failed',
          ),
        )
      }
      return results
    }
    expect(await outcomes('one')).toEqual(['failed', 'failed', 'ok'])
    expect(await outcomes('two')).toEqual(['failed', 'failed', 'ok'])
  })

  it('the first calls of all', async () => {
    emulator.faults.set([{ error: 'ModelErrorException', first: 1 }])
    await failureOf(send(say('one')))
    expect((await send(say('two'))).stopReason).toBe('end_turn')
  })

  it('with a probability that the seed decides', async () => {
    const outcomes = async () => {
      const seeded = await startEmulator({
        seed: 7,
        faults: [{ error: 'ModelErrorException', probability: 0.4 }],
      })
      const client = runtimeClient(seeded, { transport: 'HTTP/1.1' })
      const results: boolean[] = []
      for (let turn = 0; turn < 30; turn += 1)
        results.push(
          await client.send(say()).then(
            () => true,
            () => false,
          ),
        )
      await seeded.close()
      return results
    }
    const first = await outcomes()
    expect(new Set(first).size).toBe(2)
    expect(await outcomes()).toEqual(first)
  })
})

describe('the header x-outcrop-fault', () => {
  it.each<[string, string, number, string]>([
    ['a name', 'ThrottlingException', 429, 'Too many requests, please wait before trying again.'],
    ['a name with a message', 'ThrottlingException; message=Slow down.', 429, 'Slow down.'],
    [
      'a code of one’s own',
      'error=TeapotException; status=418; message=Short and stout.',
      418,
      'Short and stout.',
    ],
    ['JSON', '{"error":"ModelErrorException","message":"Broken; really"}', 424, 'Broken; really'],
    [
      'a JSON list',
      '[{"operation":"InvokeModel","error":"InternalFailure"},{"error":"TooManyTokens"}]',
      429,
      'Too many tokens, please wait before trying again.',
    ],
  ])('may be %s', async (_, fault, status, message) => {
    expect(await failureOf(send(say(), { fault }))).toMatchObject({ status, message })
  })

  it('counts attempts of one call', async () => {
    const fault = 'ServiceUnavailableException; first=1; per=invocation'
    expect((await send(say(), { fault, maxAttempts: 2 })).$metadata.attempts).toBe(2)
  })

  it.each([
    'NoSuchException',
    'latency=fast',
    'status=429',
    '{"error":',
    'colour=red',
    'prompt=/(/;hang',
  ])('is refused when it is wrong: %s', async (fault) => {
    const failure = await failureOf(send(say(), { fault }))
    expect(failure).toMatchObject({ name: 'ValidationException', status: 400 })
    expect(failure.message).toMatch(/x-outcrop-fault/)
  })
})

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

  it('a stream is cut after every possible number of frames', async () => {
    const whole = (await streamed(transport)).events
    for (let frames = 1; frames < whole.length; frames += 1) {
      const { events, error } = await streamed(transport, `cutAfter=${frames}`)
      // HTTP/2 ends silently when the connection is lost; HTTP/1.1 throws.
      if (transport === 'HTTP/1.1') expect(error).toBeDefined()
      else expect(error).toBeUndefined()
      expect(events.map(kindOf)).toEqual(whole.slice(0, frames).map(kindOf))
    }
  })

  it('a stream that is cut at once never begins', async () => {
    const { events, error } = await streamed(transport, 'cutAfter=0')
    expect(events).toEqual([])
    if (transport === 'HTTP/1.1') expect(error).toBeDefined()
  })

  it('a stream ends cleanly without its closing events', async () => {
    const { events, error } = await streamed(transport, 'cutAfter=3; cut=end')
    expect(error).toBeUndefined()
    expect(events).toHaveLength(3)
    expect(events.map(kindOf)).not.toContain('messageStop')
  })

  it('a stream skips to its closing events', async () => {
    const { events, error } = await streamed(transport, 'cutAfter=2; cut=skip')
    expect(error).toBeUndefined()
    expect(events.map(kindOf)).toEqual([
      'messageStart',
      'contentBlockDelta',
      'contentBlockStop',
      'messageStop',
      'metadata',
    ])
  })

  it('a stream is dropped after its closing events', async () => {
    const { events } = await streamed(transport, 'cutAfter=1000')
    expect(events.map(kindOf).slice(-2)).toEqual(['messageStop', 'metadata'])
  })

  it.each([
    'ThrottlingException',
    'InternalServerException',
    'ModelStreamErrorException',
    'ServiceUnavailableException',
    'ValidationException',
  ])('a stream throws %s in the middle', async (exception) => {
    const { events, error } = await streamed(transport, `exception=${exception}; exceptionAfter=2`)
    expect(events).toHaveLength(2)
    expect(error).toMatchObject({ name: exception, message: expect.stringMatching(/\w/) })
  })

  it('an exception as the first frame rejects the call', async () => {
    const { events, error } = await streamed(transport, 'exception=ThrottlingException')
    expect(events).toEqual([])
    expect(error).toMatchObject({ name: 'ThrottlingException' })
  })

  it('an error in the middle that the model of the service does not know', async () => {
    const { events, error } = await streamed(transport, 'exception=OptInRequired; exceptionAfter=1')
    expect(events).toHaveLength(1)
    expect(error).toBeInstanceOf(Error)
  })

  it.each(['firstFrameMs=400', 'frameMs=80'])('a stream with %s is overtaken', async (fault) => {
    const order: string[] = []
    const late = streamed(transport, fault).then(({ events }) => {
      expect(kindOf(events.at(-1))).toBe('metadata')
      order.push('late')
    })
    await expect.poll(() => emulator.calls.inFlight()).toBe(1)
    await streamed(transport).then(() => order.push('prompt'))
    await late
    expect(order).toEqual(['prompt', 'late'])
  })

  it('a stream stalls', async () => {
    const command = new ConverseStreamCommand({
      modelId: nova,
      messages: [{ role: 'user', content: [{ text: 'hello' }] }],
    })
    const { stream } = await runtimeClient(emulator, { transport, fault: 'stallAfter=2' }).send(
      command,
    )
    const iterator = stream?.[Symbol.asyncIterator]()
    await iterator?.next()
    await iterator?.next()
    const silence = new Promise<string>((resolve) => setTimeout(() => resolve('silence'), 150))
    expect(await Promise.race([iterator?.next(), silence])).toBe('silence')
    expect(emulator.calls.inFlight()).toBe(1)
    // Whoever left is no longer waited for.
    await emulator.close()
    emulator = await startEmulator()
  })
})

describe('the control door', () => {
  const faultsUrl = () => `${emulator.url}/_emulator/faults`

  it('shows, replaces and clears faults', async () => {
    const put = await fetch(faultsUrl(), {
      method: 'PUT',
      body: JSON.stringify([{ error: 'ThrottlingException' }]),
    })
    expect(put.status).toBe(200)
    expect((await failureOf(send())).name).toBe('ThrottlingException')
    expect(await (await fetch(faultsUrl())).json()).toEqual({
      faults: [{ error: 'ThrottlingException' }],
    })
    expect((await fetch(faultsUrl(), { method: 'DELETE' })).status).toBe(204)
    expect((await send()).stopReason).toBe('end_turn')
  })

  it('refuses faults that are not valid, and changes nothing', async () => {
    emulator.faults.set([{ model: 'none', hang: true }])
    for (const body of ['[{"model":"x"}]', '{', '[{"error":"Nonsense"}]', '[{"hangs":true}]']) {
      const response = await fetch(faultsUrl(), { method: 'PUT', body })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        message: expect.stringMatching(/^The faults were not changed\./),
      })
    }
    expect(emulator.faults.list()).toEqual([{ model: 'none', hang: true }])
  })

  it('tells what was called', async () => {
    await fetch(`${emulator.url}/_emulator/calls`, { method: 'DELETE' })
    await send(say('remember me'))
    await controlClient(emulator).send(new ListFoundationModelsCommand({}))
    const report: unknown = await (await fetch(`${emulator.url}/_emulator/calls?limit=5`)).json()
    expect(report).toMatchObject({
      total: 2,
      counts: { Converse: 1, ListFoundationModels: 1 },
      in_flight: 0,
      recent: [
        { operation: 'Converse', inputText: 'remember me', modelId: nova, status: 200 },
        { operation: 'ListFoundationModels' },
      ],
    })
  })

  it('answers 404 to anything else', async () => {
    expect((await fetch(`${emulator.url}/_emulator/nothing`)).status).toBe(404)
  })
})
