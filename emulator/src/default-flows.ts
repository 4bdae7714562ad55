import type { FlowInput } from './flows/flow-schema.ts'
import { scorePrompt } from './score-prompt.ts'

const text = `${scorePrompt}{{visitor_profile}}
`

type Definition = FlowInput['definition']
type Node = Definition['nodes'][number]
type Connection = Definition['connections'][number]

const parameters = [
  { name: 'tealium_account', type: 'String' as const },
  { name: 'tealium_profile', type: 'String' as const },
  { name: 'tealium_visitor_id', type: 'String' as const },
  { name: 'visitor_profile', type: 'Object' as const },
]

const start: Node = {
  name: 'FlowInputNode',
  type: 'Input',
  configuration: { input: {} },
  outputs: [{ name: 'document', type: 'Object' }],
}

const prompt: Node = {
  name: 'Score',
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: {
          modelId: 'amazon.nova-lite-v1:0',
          templateType: 'TEXT',
          templateConfiguration: {
            text: { text, inputVariables: parameters.map(({ name }) => ({ name })) },
          },
          inferenceConfiguration: { text: { maxTokens: 500, temperature: 0 } },
        },
      },
    },
  },
  inputs: parameters.map(({ name, type }) => ({ name, type, expression: `$.data.${name}` })),
  outputs: [{ name: 'modelCompletion', type: 'String' }],
}

const send: Node = {
  name: 'SendToCollect',
  type: 'LambdaFunction',
  configuration: {
    lambdaFunction: {
      lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:send-to-collect',
    },
  },
  inputs: [{ name: 'codeHookInput', type: 'String', expression: '$.data' }],
  outputs: [{ name: 'functionResponse', type: 'Object' }],
}

function end(type: 'String' | 'Object'): Node {
  return {
    name: 'FlowOutputNode',
    type: 'Output',
    configuration: { output: {} },
    inputs: [{ name: 'document', type, expression: '$.data' }],
  }
}

function data(from: [node: string, output: string], to: [node: string, input: string]): Connection {
  return {
    name: `${from[0]}To${to[0]}_${to[1]}`,
    type: 'Data',
    source: from[0],
    target: to[0],
    configuration: { data: { sourceOutput: from[1], targetInput: to[1] } },
  }
}

const filled = parameters.map(({ name }) => data(['FlowInputNode', 'document'], ['Score', name]))
const fromScore: [string, string] = ['Score', 'modelCompletion']
const toOutput: [string, string] = ['FlowOutputNode', 'document']

/** A conversion score as a flow: one gives it back, the other hands it to a Lambda function first. */
export const defaultFlows: FlowInput[] = [
  {
    id: 'CONVFLOW01',
    name: 'conversion-score',
    description: 'Scores how likely a visitor is to convert.',
    region: 'us-east-1',
    definition: {
      nodes: [start, prompt, end('String')],
      connections: [...filled, data(fromScore, toOutput)],
    },
    versions: [{ version: '1' }],
    aliases: [{ id: 'CONVLIVE01', name: 'live', version: '1' }],
  },
  {
    id: 'CONVFLOW02',
    name: 'conversion-score-sent-by-lambda',
    description: 'Scores how likely a visitor is to convert, and sends the score itself.',
    region: 'us-east-1',
    definition: {
      nodes: [start, prompt, send, end('Object')],
      connections: [
        ...filled,
        data(fromScore, ['SendToCollect', 'codeHookInput']),
        data(['SendToCollect', 'functionResponse'], toOutput),
      ],
    },
    versions: [{ version: '1' }],
    aliases: [{ id: 'CONVLIVE02', name: 'live', version: '1' }],
  },
]
