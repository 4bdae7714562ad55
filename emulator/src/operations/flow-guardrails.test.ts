import { expect, it } from 'vitest'
import type { Emulator } from '../index.ts'
import { allow, type Statement } from '../testing/emulator-with.ts'
import { runFlowOf } from '../testing/flow-emulator.ts'
import {
  connections,
  end,
  node,
  promptNode,
  start,
  type Definition,
  type NodeInput,
} from '../testing/flow-parts.ts'
import { outputsOf } from '../testing/invoke-flow.ts'
import { runningEmulator } from '../testing/running-emulator.ts'
import { startFlows } from '../testing/start-flows.ts'

const own = 'arn:aws:bedrock:us-east-1:111122223333'
const guard = { guardrailIdentifier: 'polite0guard', guardrailVersion: '1' }

const guarded = (guardrailConfiguration: object): NodeInput =>
  promptNode('Ask', 'About {{topic}}.', ['topic'], guardrailConfiguration)
const asking = (ask: NodeInput): Definition => ({
  nodes: [start('String'), ask, end()],
  connections: connections('Start.document -> Ask.topic', 'Ask.modelCompletion -> End.document'),
})
const looking: Definition = {
  nodes: [
    start('String'),
    node('Look', 'KnowledgeBase', {
      in: ['retrievalQuery'],
      out: ['outputText'],
      knowledgeBase: {
        knowledgeBaseId: 'KBSHOP0001',
        modelId: 'amazon.nova-lite-v1:0',
        guardrailConfiguration: guard,
      },
    }),
    end(),
  ],
  connections: connections(
    'Start.document -> Look.retrievalQuery',
    'Look.outputText -> End.document',
  ),
}

const policy = {
  words: ['damn'],
  blockedInputMessaging: 'Please ask something else.',
  blockedOutputsMessaging: 'That was not fit to print.',
}
const flows = {
  GUARDED001: asking(guarded(guard)),
  GUARDED002: looking,
  NOGUARD001: asking(guarded({ ...guard, guardrailVersion: '7' })),
  HALFGUARD1: asking(guarded({ guardrailIdentifier: 'polite0guard' })),
}
const account = {
  guardrails: [
    {
      id: 'polite0guard',
      name: 'polite',
      region: 'us-east-1',
      versions: { DRAFT: policy, '1': policy },
    },
  ],
  knowledgeBases: [
    {
      id: 'KBSHOP0001',
      name: 'Shop',
      region: 'us-east-1',
      documents: [{ uri: 's3://shop/returns', text: 'Shoes may be returned.' }],
    },
  ],
}
const emulator = runningEmulator(() => startFlows({ flows, account }))

const answerOf = async (flowId: string, text: string, of: Emulator = emulator()) =>
  runFlowOf(of, flowId, text).then(
    (told) => told.error ?? outputsOf(told)[0]?.document,
    (error: unknown) => error,
  )

it.each(['GUARDED001', 'GUARDED002'])('keeps a question from the model: %s', async (flowId) => {
  emulator().scripts.clear()
  expect(await answerOf(flowId, 'damn shoes')).toBe('Please ask something else.')
  expect(emulator().calls.recent(1)[0]).toMatchObject({ inputTokens: 0, outputTokens: 0 })
})

it.each(['GUARDED001', 'GUARDED002'])('keeps an answer from the flow: %s', async (flowId) => {
  emulator().scripts.set([{ answer: { text: 'Oh damn.' } }])
  expect(await answerOf(flowId, 'shoes')).toBe('That was not fit to print.')
  emulator().scripts.set([{ answer: { text: 'Oh dear.' } }])
  expect(await answerOf(flowId, 'shoes')).toBe('Oh dear.')
})

it.each([
  ['NOGUARD001', 'does not exist'],
  ['HALFGUARD1', 'must be given together'],
])('refuses a guardrail that is not there or not whole: %s', async (flowId, message) => {
  const error = await answerOf(flowId, 'shoes')
  expect(error).toMatchObject({ name: 'ValidationException' })
  expect(String(error)).toContain(message)
})

it('needs the role to be allowed the guardrail', async () => {
  const models = allow('bedrock:InvokeModel')
  const applies = allow('bedrock:ApplyGuardrail', `${own}:guardrail/polite0guard`)
  const answerWith = async (role: Statement[]): Promise<unknown> => {
    const limited = await startFlows({ flows, account, role })
    const answer = await answerOf('GUARDED001', 'damn shoes', limited)
    await limited.close()
    return answer
  }
  expect(await answerWith([models, applies])).toBe('Please ask something else.')
  expect(await answerWith([models])).toMatchObject({ name: 'AccessDeniedException' })
})
