import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { afterEach, describe, expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()
afterEach(() => emulator().faults.clear())

const nova = 'amazon.nova-micro-v1:0'
const say = (text = 'hello', modelId = nova) =>
  new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text }] }] })
const send = (command = say(), options: Parameters<typeof runtimeClient>[1] = {}) =>
  runtimeClient(emulator(), options).send(command)

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
