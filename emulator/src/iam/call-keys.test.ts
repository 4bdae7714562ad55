import {
  ConverseCommand,
  InvokeModelCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { allow, deny, emulatorWith } from '../testing/emulator-with.ts'
import { failureOf } from '../testing/failure-of.ts'

const modelId = 'amazon.nova-micro-v1:0'
const messages = [{ role: 'user' as const, content: [{ text: 'hi' }] }]
const guard = 'arn:aws:bedrock:us-east-1:111122223333:guardrail/guard0000000'
const guardrails = [
  { id: 'guard0000000', name: 'Guard', region: 'us-east-1', versions: { DRAFT: {}, '1': {} } },
]

const guarded = (guardrailIdentifier: string, guardrailVersion: string) => ({
  guardrailConfig: { guardrailIdentifier, guardrailVersion },
})

describe('a policy that demands a guardrail', () => {
  const mustHave = (wanted: string) =>
    emulatorWith(
      [
        allow('*'),
        deny('bedrock:InvokeModel', '*', {
          Condition: { StringNotEquals: { 'bedrock:GuardrailIdentifier': wanted } },
        }),
      ],
      { guardrails },
    )

  it.each<[string, string, Partial<ConverseCommandInput>, boolean]>([
    ['the numbered version', `${guard}:1`, guarded('guard0000000', '1'), true],
    ['the version by ARN', `${guard}:1`, guarded(guard, '1'), true],
    ['another version', `${guard}:1`, guarded('guard0000000', 'DRAFT'), false],
    ['the draft', guard, guarded('guard0000000', 'DRAFT'), true],
    ['none', `${guard}:1`, {}, false],
  ])('looks at Converse with %s', async (_, wanted, more, isAllowed) => {
    const asked = runtimeClient(await mustHave(wanted)).send(
      new ConverseCommand({ modelId, messages, ...more }),
    )
    if (isAllowed) await asked
    else expect((await failureOf(asked)).message).toContain('with an explicit deny')
  })

  it('looks at the headers of InvokeModel', async () => {
    const client = runtimeClient(await mustHave(`${guard}:1`))
    const raw = { modelId, contentType: 'application/json', body: JSON.stringify({ messages }) }
    await client.send(new InvokeModelCommand({ ...raw, guardrailIdentifier: guard, guardrailVersion: '1' })) // prettier-ignore
    expect((await failureOf(client.send(new InvokeModelCommand(raw)))).message).toContain('explicit deny') // prettier-ignore
  })
})

it('a policy may forbid a service tier', async () => {
  const emulator = await emulatorWith([
    allow('*'),
    deny('bedrock:InvokeModel', '*', {
      Condition: { StringEquals: { 'bedrock:ServiceTier': 'priority' } },
    }),
  ])
  const tier = (type: 'priority' | 'flex') =>
    runtimeClient(emulator).send(new ConverseCommand({ modelId, messages, serviceTier: { type } }))
  await tier('flex')
  expect((await failureOf(tier('priority'))).message).toContain('explicit deny')
})
