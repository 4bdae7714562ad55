import { expect, it } from 'vitest'
import { transports } from '../testing/connect.ts'
import { runFlowOf } from '../testing/flow-emulator.ts'
import { connections, end, lambdaNode, node, start } from '../testing/flow-parts.ts'
import { kindOf, outputsOf } from '../testing/invoke-flow.ts'
import { runningEmulator } from '../testing/running-emulator.ts'
import { startFlows } from '../testing/start-flows.ts'

const emulator = runningEmulator(() =>
  startFlows(
    {
      flows: {
        WAITING001: {
          nodes: [
            start('String'),
            end('String', 'Early'),
            lambdaNode('wait', ['text'], 'String'),
            end(),
          ],
          connections: connections(
            'Start.document -> Early.document',
            'Start.document -> wait.text',
            'wait.functionResponse -> End.document',
          ),
        },
        TALKING001: {
          nodes: [
            start('String'),
            node('Helper', 'Agent', {
              in: ['agentInputText'],
              out: ['agentResponse'],
              agent: { agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/A/B' },
            }),
            end(),
          ],
          connections: connections(
            'Start.document -> Helper.agentInputText',
            'Helper.agentResponse -> End.document',
          ),
        },
      },
    },
    {
      flowTimeoutS: 0.4,
      functions: { wait: () => new Promise(() => undefined) },
      agentNodes: ({ inputText }) =>
        inputText === 'yes' ? { text: 'Done.' } : { text: 'Sure?', asks: true },
    },
  ),
)

it.each(transports)(
  'ends a flow that takes too long with an exception, over %s',
  async (transport) => {
    const told = await runFlowOf(emulator(), 'WAITING001', 'x', { transport })
    expect(told.events.map(kindOf)).toEqual(['flowOutputEvent'])
    expect(told.error).toMatchObject({ name: 'DependencyFailedException', resourceName: 'Flow' })
    expect(String(told.error)).toContain('The flow execution timed out')
  },
)

it('counts each turn of a conversation for itself', async () => {
  const asked = await runFlowOf(emulator(), 'TALKING001', 'Hello')
  expect(asked.events.at(-1)?.flowCompletionEvent?.completionReason).toBe('INPUT_REQUIRED')
  await new Promise((resolve) => setTimeout(resolve, 600))
  const { executionId } = asked
  const inputs = [
    { nodeName: 'Helper', nodeInputName: 'agentInputText', content: { document: 'yes' } },
  ]
  const told = await runFlowOf(emulator(), 'TALKING001', '', { executionId, inputs })
  expect(outputsOf(told)).toEqual([{ node: 'End', document: 'Done.' }])
})
