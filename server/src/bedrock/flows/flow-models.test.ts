import type { FlowConnection, FlowNode } from '@aws-sdk/client-bedrock-agent'
import { expect, it } from 'vitest'
import { modelNodes } from './flow-models.ts'

const inline = (text: string, maxTokens?: number): FlowNode => ({
  name: 'Ask',
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: {
          modelId: 'amazon.nova-lite-v1:0',
          templateType: 'TEXT',
          templateConfiguration: { text: { text } },
          ...(maxTokens !== undefined && { inferenceConfiguration: { text: { maxTokens } } }),
        },
      },
    },
  },
})
const node = (name: string, type: FlowNode['type'], configuration?: FlowNode['configuration']): FlowNode => ({ name, type, configuration }) // prettier-ignore
const wire = (source: string, target: string): FlowConnection => ({ name: `${source}To${target}`, type: 'Data', source, target }) // prettier-ignore

it('names the models of every node that asks one', () => {
  const promptArn = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT0001:2'
  const agentAliasArn = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT00001/ALIAS00001'
  const nodes = [
    node('Start', 'Input', { input: {} }),
    inline('Say {{what}}.', 300),
    node('Kept', 'Prompt', { prompt: { sourceConfiguration: { resource: { promptArn } } } }),
    node('Helper', 'Agent', { agent: { agentAliasArn } }),
    node('Found', 'KnowledgeBase', { knowledgeBase: { knowledgeBaseId: 'KB00000001', modelId: 'amazon.nova-pro-v1:0', numberOfResults: 2 } }), // prettier-ignore
    node('Raw', 'KnowledgeBase', { knowledgeBase: { knowledgeBaseId: 'KB00000001' } }),
    node('Send', 'LambdaFunction', { lambdaFunction: { lambdaArn: 'arn' } }),
    node('End', 'Output', { output: {} }),
  ]

  const found = modelNodes({ nodes })

  expect(found).toMatchObject([
    { kind: 'model', model: 'amazon.nova-lite-v1:0', mostOutputTokens: 300, rounds: 1 },
    { kind: 'prompt', promptArn },
    { kind: 'agent', aliasArn: agentAliasArn },
    { kind: 'model', model: 'amazon.nova-pro-v1:0', mostOutputTokens: null, inputBytes: 16_000 },
  ])
})

it('counts what a prompt has its model think', () => {
  const thinking = { thinking: { type: 'enabled', budget_tokens: 9000 } }
  const prompt = { sourceConfiguration: { inline: { modelId: 'm', templateType: 'TEXT' as const, templateConfiguration: { text: { text: 'a' } }, additionalModelRequestFields: thinking } } } // prettier-ignore
  expect(modelNodes({ nodes: [node('Ask', 'Prompt', { prompt })] })).toMatchObject([{ mostOutputTokens: 9000 + 4096 }]) // prettier-ignore
})

it('counts what is sent around the values of a prompt in bytes', () => {
  const bytes = (text: string) => modelNodes({ nodes: [inline(text)] }).map((one) => one.kind === 'model' && one.inputBytes) // prettier-ignore
  expect(bytes('aé')).toEqual([Number(bytes('')[0]) + 3])
})

it('takes a node for several where a list or a loop has it run more than once', () => {
  const nodes = [node('Each', 'Iterator'), inline('a'), node('All', 'Collector'), { ...inline('b'), name: 'After' }] // prettier-ignore
  const connections = [wire('Each', 'Ask'), wire('Ask', 'All'), wire('All', 'After')]
  expect(modelNodes({ nodes, connections }).map(({ rounds }) => rounds)).toEqual([10, 1])

  const loop = node('Again', 'Loop', { loop: { definition: { nodes: [inline('a')], connections: [] } } }) // prettier-ignore
  expect(modelNodes({ nodes: [loop] }).map(({ rounds }) => rounds)).toEqual([10])
})

it('multiplies what one repetition does inside of another', () => {
  const within = { nodes: [node('Each', 'Iterator'), inline('a')], connections: [wire('Each', 'Ask')] } // prettier-ignore
  const loop = node('Again', 'Loop', { loop: { definition: within } })
  expect(modelNodes({ nodes: [loop] }).map(({ rounds }) => rounds)).toEqual([100])
  const each = { nodes: [node('Each', 'Iterator'), loop], connections: [wire('Each', 'Again')] }
  expect(modelNodes(each).map(({ rounds }) => rounds)).toEqual([1000])
})

it('finds none where there is none', () => {
  expect(modelNodes({})).toEqual([])
})
