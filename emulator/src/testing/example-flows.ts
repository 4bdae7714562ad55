import {
  connections,
  end,
  lambdaNode,
  node,
  promptNode,
  start,
  type Definition,
} from './flow-parts.ts'

export const branches: Definition = {
  nodes: [
    start(),
    node('Choice', 'Condition', {
      in: ['total: Number = $.data.total', 'country = $.data.country'],
      condition: {
        conditions: [
          { name: 'large', expression: 'total >= 100 and not (country == "NO")' },
          { name: 'abroad', expression: 'country != "SE"' },
          { name: 'default' },
        ],
      },
    }),
    lambdaNode('vip', ['order: Object'], 'String'),
    promptNode('Ask', 'Weather in {{country}}?', ['country = $.data.country']),
    end('String', 'LargeEnd'),
    end('String', 'AbroadEnd'),
    end('String', 'DefaultEnd'),
  ],
  connections: connections(
    'Start.document -> Choice.total',
    'Start.document -> Choice.country',
    'Start.document -> vip.order',
    'Start.document -> Ask.country',
    'Choice ? large -> vip',
    'Choice ? abroad -> Ask',
    'Choice ? default -> DefaultEnd',
    'vip.functionResponse -> LargeEnd.document',
    'Ask.modelCompletion -> AbroadEnd.document',
    'Start.document -> DefaultEnd.document',
  ),
}
const [, , , , , , defaultEnd] = branches.nodes
if (defaultEnd)
  defaultEnd.inputs = [{ name: 'document', type: 'String', expression: '$.data.country' }]

export const rounds: Definition = {
  nodes: [
    start(),
    node('Each', 'Iterator', {
      in: ['array: Array = $.data.items'],
      out: ['arrayItem: Object', 'arraySize: Number'],
    }),
    lambdaNode('price', ['item: Object', 'currency = $.data.currency'], 'Number'),
    node('All', 'Collector', {
      in: ['arrayItem: Number', 'arraySize: Number'],
      out: ['collectedArray: Array'],
    }),
    end('Number', 'EachEnd'),
    end('Array', 'AllEnd'),
  ],
  connections: connections(
    'Start.document -> Each.array',
    'Start.document -> price.currency',
    'Each.arrayItem -> price.item',
    'price.functionResponse -> All.arrayItem',
    'Each.arraySize -> All.arraySize',
    'price.functionResponse -> EachEnd.document',
    'All.collectedArray -> AllEnd.document',
  ),
}

export const talk: Definition = {
  nodes: [
    start('String'),
    node('Helper', 'Agent', {
      in: ['agentInputText'],
      out: ['agentResponse'],
      agent: {
        agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT00001/ALIAS00001',
      },
    }),
    end(),
  ],
  connections: connections(
    'Start.document -> Helper.agentInputText',
    'Helper.agentResponse -> End.document',
  ),
}

export const knowledge = (modelId?: string): Definition => ({
  nodes: [
    start('String'),
    node('Look', 'KnowledgeBase', {
      in: ['retrievalQuery'],
      out: [modelId === undefined ? 'retrievalResults: Array' : 'outputText'],
      knowledgeBase: { knowledgeBaseId: 'KBSHOP0001', ...(modelId !== undefined && { modelId }) },
    }),
    end(modelId === undefined ? 'Array' : 'String'),
  ],
  connections: connections(
    'Start.document -> Look.retrievalQuery',
    `Look.${modelId === undefined ? 'retrievalResults' : 'outputText'} -> End.document`,
  ),
})

export const managed: Definition = {
  nodes: [
    start(),
    node('Ask', 'Prompt', {
      in: ['topic: Object = $.data.order'],
      out: ['modelCompletion'],
      prompt: {
        sourceConfiguration: {
          resource: { promptArn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT0001:2' },
        },
      },
    }),
    end(),
  ],
  connections: connections('Start.document -> Ask.topic', 'Ask.modelCompletion -> End.document'),
}

export const unfinished: Definition = { nodes: [start(), end()], connections: [] }
