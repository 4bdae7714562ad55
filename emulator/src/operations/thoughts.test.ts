import {
  ConverseCommand,
  ConverseStreamCommand,
  type ContentBlock,
  type ConverseStreamOutput,
  type Message,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { anyText } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const modelId = 'us.anthropic.claude-sonnet-4-20250514-v1:0'
const thinking = { type: 'enabled', budget_tokens: 2000 }
const asked = (messages: Message[]) => ({
  modelId,
  messages,
  additionalModelRequestFields: { thinking },
})
const user = (text: string): Message => ({ role: 'user', content: [{ text }] })

describe('a Claude that may think', () => {
  it('puts its thought before its answer', async () => {
    const { output } = await runtimeClient(emulator()).send(
      new ConverseCommand(asked([user('Is it far to Bern?')])),
    )
    const [thought, said, ...more] = output?.message?.content ?? []
    expect(thought?.reasoningContent?.reasoningText).toEqual({ text: anyText, signature: anyText })
    expect(thought?.reasoningContent?.reasoningText?.text).toContain('Is it far to Bern?')
    expect(said?.text).toEqual(anyText)
    expect(more).toEqual([])
  })

  it('streams its thought as the first block', async () => {
    const { stream } = await runtimeClient(emulator()).send(
      new ConverseStreamCommand(asked([user('Is it far to Bern?')])),
    )
    const events: ConverseStreamOutput[] = []
    for await (const event of stream ?? []) events.push(event)
    const deltas = events.flatMap(({ contentBlockDelta }) => contentBlockDelta ?? [])
    const thoughts = deltas.filter(({ contentBlockIndex }) => contentBlockIndex === 0)
    expect(thoughts.map(({ delta }) => delta?.reasoningContent?.text ?? '').join('')).toContain('far to Bern') // prettier-ignore
    expect(thoughts.at(-1)?.delta?.reasoningContent?.signature).toEqual(anyText)
    const rest = deltas.filter(({ contentBlockIndex }) => contentBlockIndex === 1)
    expect(rest.map(({ delta }) => delta?.text ?? '').join('')).not.toBe('')
    expect(events.flatMap(({ contentBlockStop }) => contentBlockStop?.contentBlockIndex ?? [])).toEqual([0, 1]) // prettier-ignore
  })

  it('takes its thoughts back and does not read them', async () => {
    const client = runtimeClient(emulator())
    const first = user('Is it far to Bern?')
    const { output } = await client.send(new ConverseCommand(asked([first])))
    const content: ContentBlock[] = output?.message?.content ?? []
    await client.send(
      new ConverseCommand(asked([first, { role: 'assistant', content }, user('Why?')])),
    )
    expect(emulator().calls.recent(1)[0]?.inputText).not.toContain('reasoningContent')
  })

  it('does not when nobody asks for it', async () => {
    const { output } = await runtimeClient(emulator()).send(
      new ConverseCommand({ modelId, messages: [user('Hi')] }),
    )
    expect(output?.message?.content).toEqual([{ text: anyText }])
  })
})
