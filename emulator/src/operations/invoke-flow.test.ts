import type { FlowTrace } from '@aws-sdk/client-bedrock-agent-runtime'
import { describe, expect, it } from 'vitest'
import { transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import {
  heard,
  lambdaEvents,
  runFlowOf,
  startFlowEmulator,
  type Wanted,
} from '../testing/flow-emulator.ts'
import { kindOf, outputsOf, type Told } from '../testing/invoke-flow.ts'
import { anyText } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator(startFlowEmulator)

const run = (flowId: string, document: unknown, wanted: Wanted = {}) =>
  runFlowOf(emulator(), flowId, document, wanted)
const completion = (told: Told) => told.events.at(-1)?.flowCompletionEvent?.completionReason

describe.each(transports)('InvokeFlow over %s', (transport) => {
  it('takes the first condition that holds, and runs nothing else', async () => {
    const large = await run('BRANCHES01', { total: 100, country: 'SE' }, { transport })
    expect(outputsOf(large)).toEqual([{ node: 'LargeEnd', document: 'A great customer.' }])
    expect(large.events[0]?.flowOutputEvent?.nodeType).toBe('FlowOutputNode')
    expect(completion(large)).toBe('SUCCESS')
    expect(large.executionId).toMatch(/^[0-9a-f-]{36}$/)
    const abroad = await run('BRANCHES01', { total: 100, country: 'NO' }, { transport })
    expect(outputsOf(abroad)).toEqual([{ node: 'AbroadEnd', document: 'Snow.' }])
    const other = await run('BRANCHES01', { total: 1, country: 'SE' }, { transport })
    expect(outputsOf(other)).toEqual([{ node: 'DefaultEnd', document: 'SE' }])
  })

  it('runs what is behind an iterator once per item, and collects', async () => {
    const items = [{ price: 3 }, { price: 1 }]
    const told = await run('ROUNDS0001', { items, currency: 'NOK' }, { transport })
    expect(outputsOf(told)).toEqual([
      { node: 'EachEnd', document: 30 },
      { node: 'EachEnd', document: 10 },
      { node: 'AllEnd', document: [30, 10] },
    ])
    const none = await run('ROUNDS0001', { items: [], currency: 'NOK' }, { transport })
    expect(outputsOf(none)).toEqual([{ node: 'AllEnd', document: [] }])
  })

  it('asks for input in turns, and goes on where it stopped', async () => {
    const asked = await run('TALK000001', 'Where is my order?', { transport })
    expect(asked.events.map(kindOf)).toEqual([
      'flowMultiTurnInputRequestEvent',
      'flowCompletionEvent',
    ])
    expect(asked.events[0]?.flowMultiTurnInputRequestEvent).toEqual({
      nodeName: 'Helper',
      nodeType: 'AgentNode',
      content: { document: 'Which order?' },
    })
    expect(completion(asked)).toBe('INPUT_REQUIRED')
    const { executionId } = asked
    const inputs = [
      { nodeName: 'Helper', nodeInputName: 'agentInputText', content: { document: 'Order 7' } },
    ]
    const answered = await run('TALK000001', '', { transport, executionId, inputs })
    expect(outputsOf(answered)).toEqual([{ node: 'End', document: 'Noted: Order 7' }])
    expect(answered.executionId).toBe(executionId)
    expect(new Set(heard.slice(-2).map(({ sessionId }) => sessionId))).toEqual(
      new Set([executionId]),
    )
    const again = failureOf(run('TALK000001', '', { transport, executionId, inputs }))
    expect(await again).toMatchObject({ name: 'ResourceNotFoundException', status: 404 })
  })

  it('can be cut after every frame, as any stream', async () => {
    const items = [{ price: 3 }, { price: 1 }]
    const whole = await run('ROUNDS0001', { items, currency: 'NOK' }, { transport })
    for (let frames = 1; frames < whole.events.length; frames += 1) {
      const fault = `operation=InvokeFlow; cutAfter=${frames}`
      const cut = await run('ROUNDS0001', { items, currency: 'NOK' }, { transport, fault })
      expect(cut.events.map(kindOf)).toEqual(whole.events.slice(0, frames).map(kindOf))
      expect(completion(cut)).toBeUndefined()
      if (transport === 'HTTP/1.1') expect(cut.error).toBeDefined()
    }
  })

  it('sends the exceptions of its own service model inside the stream', async () => {
    const fault = 'exception=DependencyFailedException; exceptionAfter=1'
    const items = [{ price: 3 }]
    const told = await run('ROUNDS0001', { items, currency: 'NOK' }, { transport, fault })
    expect(told.error).toMatchObject({ name: 'DependencyFailedException' })
  })
})

it('hands the inputs of a Lambda node over as AWS does', async () => {
  lambdaEvents.length = 0
  await run('ROUNDS0001', { items: [{ price: 3 }], currency: 'NOK' })
  const flowArn = 'arn:aws:bedrock:us-east-1:111122223333:flow/ROUNDS0001'
  expect(lambdaEvents).toEqual([
    {
      messageVersion: '1.0',
      flow: { flowArn, flowAliasArn: `${flowArn}/alias/LIVE000001` },
      node: {
        name: 'price',
        inputs: [
          { name: 'item', type: 'Object', expression: '$.data', value: { price: 3 } },
          { name: 'currency', type: 'String', expression: '$.data.currency', value: 'NOK' },
        ],
      },
    },
  ])
})

it('runs the draft through the test alias, by ids or ARNs', async () => {
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:flow/BRANCHES01'
  for (const flowAliasIdentifier of ['TSTALIASID', `${arn}/alias/LIVE000001`]) {
    const told = await run(arn, { total: 1, country: 'SE' }, { flowAliasIdentifier })
    expect(completion(told)).toBe('SUCCESS')
  }
})

it('fills managed prompts, with objects as JSON, and counts the tokens of all nodes', async () => {
  const told = await run('MANAGED001', { order: { id: 7 } })
  expect(outputsOf(told)).toEqual([{ node: 'End', document: 'Fine.' }])
  const [call] = emulator().calls.recent(1)
  expect(call).toMatchObject({ operation: 'InvokeFlow', modelId: 'MANAGED001', outputTokens: 2 })
})

it('retrieves from a knowledge base, or answers from it', async () => {
  const [found] = outputsOf(await run('RETRIEVE01', 'May shoes be returned?'))
  expect(found?.document).toMatchObject([
    {
      content: { text: 'Shoes may be returned.', type: 'TEXT' },
      location: { type: 'S3', s3Location: { uri: 's3://shop/returns' } },
    },
  ])
  const told = await run('GENERATE01', 'May shoes be returned?')
  expect(outputsOf(told)).toEqual([{ node: 'End', document: 'Yes, they may.' }])
})

describe('traces', () => {
  const kindsOf = (traces: FlowTrace[]) => traces.map((trace) => Object.keys(trace)[0])
  async function tracesOf(flowId: string, document: unknown): Promise<FlowTrace[]> {
    const told = await run(flowId, document, { enableTrace: true })
    return told.events.flatMap(({ flowTraceEvent }) =>
      flowTraceEvent?.trace ? [flowTraceEvent.trace] : [],
    )
  }

  it('are sent only when asked for', async () => {
    const told = await run('BRANCHES01', { total: 1, country: 'SE' })
    expect(told.events.map(kindOf)).toEqual(['flowOutputEvent', 'flowCompletionEvent'])
  })

  it('tell inputs, conditions, actions and outputs, and where values come from', async () => {
    const traces = await tracesOf('BRANCHES01', { total: 100, country: 'NO' })
    expect(kindsOf(traces)).toEqual([
      'nodeOutputTrace',
      'nodeInputTrace',
      'conditionNodeResultTrace',
      'nodeInputTrace',
      'nodeActionTrace',
      'nodeOutputTrace',
      'nodeInputTrace',
    ])
    expect(traces[1]?.nodeInputTrace).toEqual({
      nodeName: 'Choice',
      timestamp: expect.any(Date),
      fields: [
        {
          nodeInputName: 'total',
          content: { document: 100 },
          type: 'Number',
          source: { nodeName: 'Start', outputFieldName: 'document', expression: '$.data.total' },
        },
        {
          nodeInputName: 'country',
          content: { document: 'NO' },
          type: 'String',
          source: { nodeName: 'Start', outputFieldName: 'document', expression: '$.data.country' },
        },
      ],
    })
    expect(traces[2]?.conditionNodeResultTrace?.satisfiedConditions).toEqual([
      { conditionName: 'abroad' },
    ])
    expect(traces[4]?.nodeActionTrace).toMatchObject({
      serviceName: 'Bedrock',
      operationName: 'InvokeModel',
      requestId: anyText,
      operationRequest: { modelId: 'amazon.nova-lite-v1:0', prompt: 'Weather in NO?' },
      operationResponse: { modelCompletion: 'Snow.' },
    })
    expect(traces[5]?.nodeOutputTrace?.fields).toEqual([
      {
        nodeOutputName: 'modelCompletion',
        content: { document: 'Snow.' },
        type: 'String',
        next: [{ nodeName: 'AbroadEnd', inputFieldName: 'document' }],
      },
    ])
  })

  it('tell the round of an iterator and the traces of an agent', async () => {
    const traces = await tracesOf('ROUNDS0001', { items: [{ price: 3 }], currency: 'NOK' })
    const price = traces.find(({ nodeInputTrace: trace }) => trace?.nodeName === 'price')
    expect(price?.nodeInputTrace?.fields?.[0]?.executionChain).toEqual([
      { nodeName: 'Each', index: 0, type: 'Iterator' },
    ])
    const talked = await tracesOf('TALK000001', 'Order 9')
    const dependency = talked.find((trace) => trace.nodeDependencyTrace)?.nodeDependencyTrace
    expect(dependency?.traceElements?.agentTraces).toHaveLength(1)
  })
})
