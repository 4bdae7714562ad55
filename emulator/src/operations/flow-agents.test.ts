import { expect, it } from 'vitest'
import { defaultAgents, shopKnowledge } from '../default-agents.ts'
import { startEmulator } from '../index.ts'
import { agentRuntimeClient, demoKey } from '../testing/connect.ts'
import {
  connections,
  end,
  node,
  promptNode,
  start,
  type Definition,
} from '../testing/flow-parts.ts'
import { invoke, kindOf, outputsOf } from '../testing/invoke-flow.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const own = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1'

const flow = (id: string, definition: Definition) => ({
  id,
  name: id.toLowerCase(),
  region: 'us-east-1',
  definition,
  versions: [{ version: '1' }],
  aliases: [{ id: 'LIVE000001', name: 'live', version: '1' }],
})

const talk = (agentAliasArn: string): Definition => ({
  nodes: [
    start('String'),
    node('Helper', 'Agent', {
      in: ['agentInputText'],
      out: ['agentResponse'],
      agent: { agentAliasArn },
    }),
    end(),
  ],
  connections: connections(
    'Start.document -> Helper.agentInputText',
    'Helper.agentResponse -> End.document',
  ),
})

/** An agent whose answer a prompt goes on with. */
const retold: Definition = {
  nodes: [
    start('String'),
    node('Helper', 'Agent', {
      in: ['agentInputText'],
      out: ['agentResponse'],
      agent: { agentAliasArn: `${own}/SHOPLIVE01` },
    }),
    promptNode('Retell', 'Say it shorter: {{answer}}', ['answer']),
    end(),
  ],
  connections: connections(
    'Start.document -> Helper.agentInputText',
    'Helper.agentResponse -> Retell.answer',
    'Retell.modelCompletion -> End.document',
  ),
}

const emulator = runningEmulator(() =>
  startEmulator({
    accounts: [
      {
        id: '111122223333',
        accessKeys: [{ id: demoKey.accessKeyId, secret: demoKey.secretAccessKey }],
        agents: [...defaultAgents],
        knowledgeBases: [...shopKnowledge],
        flows: [
          flow('SUPPORT001', talk(`${own}/SHOPLIVE01`)),
          flow('NOAGENT001', talk(`${own}/NONE000001`)),
          flow('ELSEWHERE1', talk(`${own.replace('111122223333', '999988887777')}/SHOPLIVE01`)),
          flow('RETOLD0001', retold),
        ],
      },
    ],
  }),
)

const say = (flowIdentifier: string, document: string, executionId?: string) =>
  invoke(agentRuntimeClient(emulator()), {
    flowIdentifier,
    flowAliasIdentifier: 'LIVE000001',
    enableTrace: true,
    ...(executionId !== undefined && { executionId }),
    inputs: [
      executionId === undefined
        ? { nodeName: 'Start', nodeOutputName: 'document', content: { document } }
        : { nodeName: 'Helper', nodeInputName: 'agentInputText', content: { document } },
    ],
  })

it('lets a flow use an agent of its account, with the traces of the agent', async () => {
  const told = await say('SUPPORT001', 'How many days do I have to send unused products back?')
  expect(told.error).toBeUndefined()
  expect(String(outputsOf(told)[0]?.document)).toContain('within 60 days')
  const traces = told.events.flatMap(
    ({ flowTraceEvent: event }) =>
      event?.trace?.nodeDependencyTrace?.traceElements?.agentTraces ?? [],
  )
  expect(traces.some(({ agentId }) => agentId === 'SHOPAGENT1')).toBe(true)
})

it('asks whoever invoked the flow what the agent asks, and goes on', async () => {
  const asked = await say('SUPPORT001', 'Where is my order?')
  const question = asked.events.find(({ flowMultiTurnInputRequestEvent: event }) => event)
  expect(question?.flowMultiTurnInputRequestEvent?.content?.document).toContain('order id')
  const told = await say('SUPPORT001', 'It is A-1042', asked.executionId)
  expect(String(outputsOf(told)[0]?.document)).toMatch(/packed|shipped|deliver/)
  expect(told.events.map(kindOf).at(-1)).toBe('flowCompletionEvent')
})

it.each([
  ['NOAGENT001', /doesn't exist/],
  ['ELSEWHERE1', /was not found/],
])('fails when there is no such agent: %s', async (flow, message) => {
  const { error } = await say(flow, 'Hello')
  expect(error).toMatchObject({ name: 'ResourceNotFoundException' })
  expect(String(error)).toMatch(message)
})

it('fails when the agent returns control, which a flow cannot answer', async () => {
  const { error } = await say('SUPPORT001', 'Please refund order A-7')
  expect(error).toMatchObject({ name: 'DependencyFailedException' })
})

it('counts the tokens of its own prompts together with those of the agent', async () => {
  emulator().scripts.set([
    { prompt: '/^Say it shorter: Yes\\.$/', answer: { text: 'Y' } },
    { answer: { text: 'Yes.' } },
  ])
  const told = await say('RETOLD0001', 'Is the shop open?')
  emulator().scripts.clear()
  expect(outputsOf(told)).toEqual([{ node: 'End', document: 'Y' }])
  expect(emulator().calls.recent(1)[0]).toMatchObject({ operation: 'InvokeFlow', outputTokens: 2 })
})
