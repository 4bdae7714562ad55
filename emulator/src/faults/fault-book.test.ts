import { ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { afterEach, describe, expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { demoKey, runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()
afterEach(() => emulator().faults.clear())

const nova = 'amazon.nova-micro-v1:0'
const say = (text = 'hello', modelId = nova) =>
  new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text }] }] })
const send = (command = say(), options: Parameters<typeof runtimeClient>[1] = {}) =>
  runtimeClient(emulator(), options).send(command)

describe('a fault strikes', () => {
  it('only the calls that match', async () => {
    emulator().faults.set([
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
    const stream = new ConverseStreamCommand({ modelId: nova, messages: [] })
    expect((await failureOf(runtimeClient(emulator()).send(stream))).name).toBe(
      'InternalServerException',
    )
  })

  it('by account and key', async () => {
    emulator().faults.set([
      { account: '111122223333', accessKey: demoKey.accessKeyId, error: 'ConflictException' },
    ])
    expect((await failureOf(send())).name).toBe('ConflictException')
  })

  it('the first attempts only, and the SDK’s own retry succeeds', async () => {
    emulator().faults.set([{ error: 'InternalServerException', first: 1, per: 'invocation' }])
    const client = runtimeClient(emulator(), { maxAttempts: 2 })
    expect((await client.send(say())).$metadata.attempts).toBe(2)
    expect((await client.send(say())).$metadata.attempts).toBe(2)
    expect(
      emulator()
        .calls.recent(2)
        .map(({ attempt, status }) => [attempt, status]),
    ).toEqual([
      [1, 500],
      [2, 200],
    ])
  })

  it('the first attempts of each prompt', async () => {
    emulator().faults.set([{ error: 'ModelErrorException', first: 2, per: 'prompt' }])
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
    emulator().faults.set([{ error: 'ModelErrorException', first: 1 }])
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
