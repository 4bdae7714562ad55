import { ConverseStreamCommand, type ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'
import { runtimeClient, transports, type Transport } from '../testing/connect.ts'
import { textLike } from '../testing/matchers.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const nova = 'amazon.nova-micro-v1:0'

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

describe.each(transports)('over %s', (transport) => {
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
    expect(error).toMatchObject({ name: exception, message: textLike(/\w/) })
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

  it.each(['firstFrameMs=120', 'frameMs=30'])(
    'a stream with %s is late, and says so',
    async (fault) => {
      const { events } = await streamed(transport, fault)
      expect(events.length).toBeGreaterThanOrEqual(6)
      expect(events.at(-1)?.metadata?.metrics?.latencyMs).toBeGreaterThanOrEqual(90)
    },
  )

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
