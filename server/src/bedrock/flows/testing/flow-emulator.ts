import type { EmulatorOptions } from '@outcrop/emulator'
import { z } from 'zod'

export const flowArn = (id: string): string => `arn:aws:bedrock:us-east-1:111122223333:flow/${id}`

type Account = NonNullable<EmulatorOptions['accounts']>[number]
type Flow = NonNullable<Account['flows']>[number]
type Definition = Flow['definition']
type ValueType = 'String' | 'Number' | 'Object' | 'Array'

const start = (type: ValueType) => ({
  name: 'Start',
  type: 'Input' as const,
  outputs: [{ name: 'document', type }],
})

const end = (name: string, type: ValueType, expression = '$.data') => ({
  name,
  type: 'Output' as const,
  inputs: [{ name: 'document', type, expression }],
})

const wire = (name: string, from: [string, string], to: [string, string]) => ({
  name,
  type: 'Data' as const,
  source: from[0],
  target: to[0],
  configuration: { data: { sourceOutput: from[1], targetInput: to[1] } },
})

/** Gives the document and its price. */
const echo: Definition = {
  nodes: [start('Object'), end('Whole', 'Object'), end('Part', 'Number', '$.data.price')],
  connections: [
    wire('toWhole', ['Start', 'document'], ['Whole', 'document']),
    wire('toPart', ['Start', 'document'], ['Part', 'document']),
  ],
}

const sender = {
  name: 'Send',
  type: 'LambdaFunction' as const,
  configuration: {
    lambdaFunction: { lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:send' },
  },
  inputs: [{ name: 'codeHookInput', type: 'Object' as const, expression: '$.data' }],
  outputs: [{ name: 'functionResponse', type: 'Object' as const }],
}

const lambda: Definition = {
  nodes: [start('Object'), sender, end('End', 'Object')],
  connections: [
    wire('toSend', ['Start', 'document'], ['Send', 'codeHookInput']),
    wire('toEnd', ['Send', 'functionResponse'], ['End', 'document']),
  ],
}

/** An agent, given the whole document or its topic. */
const talk = (type: 'String' | 'Object', expression: string): Definition => ({
  nodes: [
    start(type),
    {
      name: 'Helper',
      type: 'Agent',
      configuration: {
        agent: {
          agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT00001/ALIAS00001',
        },
      },
      inputs: [{ name: 'agentInputText', type: 'String', expression }],
      outputs: [{ name: 'agentResponse', type: 'String' }],
    },
    end('End', 'String'),
  ],
  connections: [
    wire('toHelper', ['Start', 'document'], ['Helper', 'agentInputText']),
    wire('toEnd', ['Helper', 'agentResponse'], ['End', 'document']),
  ],
})

/** Dear documents leave by one output, cheap ones by the other. */
const branches: Definition = {
  nodes: [
    start('Object'),
    {
      name: 'Choice',
      type: 'Condition',
      configuration: {
        condition: {
          conditions: [{ name: 'dear', expression: 'price >= 100' }, { name: 'default' }],
        },
      },
      inputs: [{ name: 'price', type: 'Number', expression: '$.data.price' }],
    },
    end('Dear', 'String', '$.data.name'),
    end('Cheap', 'String', '$.data.name'),
  ],
  connections: [
    wire('toChoice', ['Start', 'document'], ['Choice', 'price']),
    wire('toDear', ['Start', 'document'], ['Dear', 'document']),
    wire('toCheap', ['Start', 'document'], ['Cheap', 'document']),
    choose('ifDear', 'dear', 'Dear'),
    choose('ifCheap', 'default', 'Cheap'),
  ],
}

function choose(name: string, condition: string, target: string) {
  const configuration = { conditional: { condition } }
  return { name, type: 'Conditional' as const, source: 'Choice', target, configuration }
}

/** Has every item sent, and gives what came of each and of all. */
const rounds: Definition = {
  nodes: [
    start('Object'),
    {
      name: 'Each',
      type: 'Iterator',
      inputs: [{ name: 'array', type: 'Array', expression: '$.data.items' }],
      outputs: [
        { name: 'arrayItem', type: 'Object' },
        { name: 'arraySize', type: 'Number' },
      ],
    },
    sender,
    {
      name: 'All',
      type: 'Collector',
      inputs: [
        { name: 'arrayItem', type: 'Object', expression: '$.data' },
        { name: 'arraySize', type: 'Number', expression: '$.data' },
      ],
      outputs: [{ name: 'collectedArray', type: 'Array' }],
    },
    end('EachEnd', 'Object'),
    end('AllEnd', 'Array'),
  ],
  connections: [
    wire('toEach', ['Start', 'document'], ['Each', 'array']),
    wire('toSend', ['Each', 'arrayItem'], ['Send', 'codeHookInput']),
    wire('toAll', ['Send', 'functionResponse'], ['All', 'arrayItem']),
    wire('sizeToAll', ['Each', 'arraySize'], ['All', 'arraySize']),
    wire('toEachEnd', ['Send', 'functionResponse'], ['EachEnd', 'document']),
    wire('toAllEnd', ['All', 'collectedArray'], ['AllEnd', 'document']),
  ],
}

function flow(id: string, definition: Definition, executionRole?: string): Flow {
  return {
    id,
    name: id.toLowerCase(),
    region: 'us-east-1',
    definition,
    executionRole,
    versions: [{ version: '1' }],
    aliases: [
      { id: 'LIVE000001', name: 'live', version: '1' },
      { id: 'DRAFT00001', name: 'edge', version: 'DRAFT' },
    ],
  }
}

/** What the function behind the flows was given, in order. */
export const sentByLambda: unknown[] = []

const sentItem = z.looseObject({
  node: z.looseObject({
    inputs: z.array(z.looseObject({ value: z.record(z.string(), z.unknown()) })),
  }),
})

/** Flows that echo, fail, are denied, and ask twice before they answer. */
export const flowEmulator: EmulatorOptions = {
  accounts: [
    {
      id: '111122223333',
      accessKeys: [{ id: 'AKIAEMULATOR00000001', secret: 'emulator-secret-key-do-not-use-elsewhere' }], // prettier-ignore
      roles: [
        {
          name: 'Reader',
          policies: [{ Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } }],
        },
      ],
      flows: [
        flow('ECHO000001', echo),
        flow('LAMBDA0001', lambda),
        flow('DENIED0001', lambda, 'Reader'),
        flow('TALK000001', talk('String', '$.data')),
        flow('ASKS000001', talk('Object', '$.data.topic')),
        flow('BRANCHES01', branches),
        flow('ROUNDS0001', rounds),
      ],
    },
  ],
  functions: {
    send: (event) => {
      const item = sentItem.parse(event).node.inputs[0]?.value
      if (item?.['broken'] === true) throw new Error('no stock')
      sentByLambda.push(item)
      return { sent: item?.['price'] ?? null }
    },
  },
  agentNodes: ({ inputText }) => {
    if (inputText.includes('order 1')) return { text: 'Really order 1?', asks: true }
    if (!inputText.includes('order')) return { text: 'Which order?', asks: true }
    return { text: `Heard: ${inputText}` }
  },
}
