import {
  ConverseCommand,
  CountTokensCommand,
  type CountTokensInput,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient, secondKey, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { claudeBody, ids, llamaBody, prompt } from '../testing/family-bodies.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const messages = [{ role: 'user' as const, content: [{ text: prompt }] }]
const count = (modelId: string, input: CountTokensInput) =>
  runtimeClient(emulator(), { transport: 'HTTP/1.1' }).send(
    new CountTokensCommand({ modelId, input }),
  )
const raw = (body: object): CountTokensInput => ({
  invokeModel: { body: Buffer.from(JSON.stringify(body)) },
})

describe.each(transports)('CountTokens over %s', (transport) => {
  it('counts what Converse then charges', async () => {
    const client = runtimeClient(emulator(), { transport })
    const system = [{ text: 'Be exact.' }]
    const counted = await client.send(
      new CountTokensCommand({ modelId: ids.claude, input: { converse: { messages, system } } }),
    )
    const asked = await client.send(new ConverseCommand({ modelId: ids.claude, messages, system }))
    expect(counted.inputTokens).toBeGreaterThan(0)
    expect(counted.inputTokens).toBe(asked.usage?.inputTokens)
  })
})

describe('CountTokens', () => {
  it('reads the bodies of InvokeModel', async () => {
    const tokens = Math.ceil(prompt.length / 4)
    expect((await count(ids.claude, raw(claudeBody))).inputTokens).toBe(tokens)
    expect((await count(ids.llama, raw(llamaBody))).inputTokens).toBe(tokens)
    const arn = `arn:aws:bedrock:us-east-1::foundation-model/${ids.claude}`
    expect((await count(arn, raw(claudeBody))).inputTokens).toBe(tokens)
  })

  it('asks no model', async () => {
    emulator().faults.set([{ operation: 'Converse*', error: 'InternalServerException' }])
    emulator().scripts.set([{ answer: { error: 'ThrottlingException' } }])
    expect((await count(ids.claude, { converse: { messages } })).inputTokens).toBeGreaterThan(0)
    emulator().faults.clear()
    emulator().scripts.clear()
  })

  it.each<[string, string, CountTokensInput, string, number]>([
    ['a profile', 'us.anthropic.claude-sonnet-4-20250514-v1:0', { converse: { messages } }, 'ValidationException', 400], // prettier-ignore
    ['an application profile', 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/emulator0app', { converse: { messages } }, 'ValidationException', 400], // prettier-ignore
    ['an unknown model', 'acme.none-v1:0', { converse: { messages } }, 'ValidationException', 400],
    ['an embedding model', 'amazon.titan-embed-text-v2:0', raw({ inputText: 'x' }), 'ValidationException', 400], // prettier-ignore
    ['a body of another family', ids.claude, raw(llamaBody), 'ValidationException', 400],
    ['messages that are none', ids.claude, { converse: { messages: [] } }, 'ValidationException', 400], // prettier-ignore
  ])('refuses %s', async (_, modelId, input, name, status) => {
    expect(await failureOf(count(modelId, input))).toMatchObject({ name, status })
  })

  it('needs access to the model', async () => {
    const denied = runtimeClient(emulator(), { credentials: secondKey }).send(
      new CountTokensCommand({ modelId: ids.llama, input: raw(llamaBody) }),
    )
    expect(await failureOf(denied)).toMatchObject({ name: 'AccessDeniedException', status: 403 })
  })
})
