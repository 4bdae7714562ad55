import type { FlowTrace } from '@aws-sdk/client-bedrock-agent-runtime'
import { describe, expect, it } from 'vitest'
import { spentIn, usageOf } from './flow-spending.ts'

const action = (operationName: string, operationRequest: object, operationResponse: object) =>
  spentIn({ nodeActionTrace: { nodeName: 'n', timestamp: undefined, requestId: undefined, serviceName: 'Bedrock', operationName, operationRequest: { ...operationRequest }, operationResponse: { ...operationResponse } } }) // prettier-ignore

const agentTrace = (...tokens: number[]): Partial<FlowTrace> => ({
  nodeDependencyTrace: {
    nodeName: 'n',
    timestamp: undefined,
    traceElements: {
      agentTraces: [
        { trace: { orchestrationTrace: { modelInvocationInput: { foundationModel: 'm' } } } },
        ...tokens.map((inputTokens) => ({
          trace: { orchestrationTrace: { modelInvocationOutput: { metadata: { usage: { inputTokens, outputTokens: 2 } } } } }, // prettier-ignore
        })),
      ],
    },
  },
})

const usage = (input: number | null, output: number | null) => ({
  input,
  output,
  cacheRead: null,
  cacheWrite: null,
})

describe('the trace of a flow', () => {
  it('tells what a model took, if its service did', () => {
    const told = { usage: { inputTokens: 3, outputTokens: 4 } }
    expect(action('Converse', { modelId: 'm' }, told)).toEqual({ model: 'm', usage: usage(3, 4) })
    expect(action('InvokeModel', {}, {})).toEqual({ model: null, usage: usage(null, null) })
  })

  it('tells what an agent took in all', () => {
    expect(spentIn(agentTrace(5, 7))).toEqual({ model: 'm', usage: usage(12, 4) })
    expect(spentIn(agentTrace())).toEqual({ model: 'm', usage: usage(null, null) })
  })

  it('tells nothing of models elsewhere', () => {
    expect(action('Invoke', {}, { usage: { inputTokens: 1, outputTokens: 1 } })).toBeNull()
    expect(spentIn({})).toBeNull()
  })
})

describe('a flow as a whole', () => {
  const one = { model: 'm', usage: usage(3, 4) }

  it('took what its models took', () => {
    expect(usageOf([one, { model: 'o', usage: { ...usage(1, 2), cacheRead: 9 } }])).toEqual({
      ...usage(4, 6),
      cacheRead: 9,
    })
  })

  it('took nobody knows what, as soon as one of them does not tell', () => {
    expect(usageOf([one, { model: 'o', usage: usage(null, 2) }])).toEqual(usage(null, null))
    expect(usageOf([])).toEqual(usage(null, null))
  })
})
