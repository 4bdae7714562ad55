import type { InvokeFlowCommandInput } from '@aws-sdk/client-bedrock-agent-runtime'
import type { AgentReply, AgentRequest } from '../flows/agent-nodes.ts'
import type { FlowInput } from '../flows/flow-schema.ts'
import { startEmulator, type Emulator } from '../index.ts'
import type { Json } from '../json.ts'
import { agentRuntimeClient, demoKey, type Transport } from './connect.ts'
import { branches, knowledge, managed, rounds, talk, unfinished } from './example-flows.ts'
import { allow, policyOf, type Statement } from './emulator-with.ts'
import type { Definition } from './flow-parts.ts'
import { invoke, type Told } from './invoke-flow.ts'

/** A flow with a version and an alias that routes to it. */
export function flow(id: string, definition: Definition): FlowInput {
  const aliases = [{ id: 'LIVE000001', name: 'live', version: '1' }]
  const common = { id, name: id.toLowerCase(), region: 'us-east-1', definition }
  return { ...common, versions: [{ version: '1' }], aliases }
}

const exampleFlows: FlowInput[] = [
  flow('BRANCHES01', branches),
  flow('ROUNDS0001', rounds),
  flow('TALK000001', talk),
  flow('RETRIEVE01', knowledge()),
  flow('GENERATE01', knowledge('amazon.nova-lite-v1:0')),
  flow('MANAGED001', managed),
  flow('META000001', knowledge('meta.llama3-8b-instruct-v1:0')),
  { ...flow('DRAFTED001', unfinished), versions: [], aliases: [] },
]

/** What Lambda functions and agents were given, in order. */
export const lambdaEvents: Json[] = []
export const heard: AgentRequest[] = []

function agent(request: AgentRequest): AgentReply {
  heard.push(request)
  const traces = [{ agentId: 'AGENT00001', trace: { orchestrationTrace: { rationale: {} } } }]
  return /\d/.test(request.inputText)
    ? { text: `Noted: ${request.inputText}`, traces }
    : { text: 'Which order?', asks: true }
}

type Access = {
  /** The aliases that the caller may invoke; all if absent. */
  aliases?: string[]
  /** What the execution role of the flows may do; everything if absent. */
  role?: Statement[]
}

/** An emulator with the example flows and everything that they call. */
export function startFlowEmulator({ aliases, role }: Access = {}): Promise<Emulator> {
  const users = aliases
    ? [{ name: 'caller', policies: policyOf([allow('bedrock:InvokeFlow', aliases)]) }]
    : []
  const access = { id: demoKey.accessKeyId, secret: demoKey.secretAccessKey, user: 'caller' }
  return startEmulator({
    accounts: [
      {
        id: '111122223333',
        accessKeys: [access],
        users,
        modelAccess: { denied: ['meta.*'] },
        roles: role ? [{ name: 'Flows', policies: policyOf(role) }] : [],
        flows: exampleFlows.map((each) => ({ ...each, ...(role && { executionRole: 'Flows' }) })),
        prompts: [
          {
            id: 'PROMPT0001',
            name: 'order',
            region: 'us-east-1',
            versions: {
              DRAFT: {
                modelId: 'amazon.nova-lite-v1:0',
                templateConfiguration: { text: { text: 'Draft' } },
              },
              '2': {
                modelId: 'amazon.nova-lite-v1:0',
                templateConfiguration: {
                  text: { text: 'Judge {{topic}}', inputVariables: [{ name: 'topic' }] },
                },
              },
            },
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
        functions: [{ name: 'gone', region: 'us-east-1', url: 'http://127.0.0.1:1/' }],
      },
    ],
    functions: {
      vip: (event) => {
        lambdaEvents.push(event)
        return 'A great customer.'
      },
      price: (event) => {
        lambdaEvents.push(event)
        const [item] =
          JSON.stringify(event)
            .match(/"price":(\d+)/)
            ?.slice(1) ?? []
        if (item === undefined) throw new Error('no price')
        return Number(item) * 10
      },
    },
    agentNodes: agent,
    scripts: [
      { prompt: 'Weather in NO?', answer: { text: 'Snow.' } },
      { prompt: 'Judge {"id":7}', answer: { text: 'Fine.' } },
      { prompt: 'returned', answer: { text: 'Yes, they may.' } },
    ],
  })
}

export type Wanted = Partial<InvokeFlowCommandInput> & { transport?: Transport; fault?: string }

/** Invokes an example flow with a document, through the alias that routes to its version 1. */
export function runFlowOf(
  emulator: Emulator,
  flowIdentifier: string,
  document: unknown,
  { transport = 'HTTP/1.1', fault, ...input }: Wanted = {},
): Promise<Told> {
  const options = { transport, ...(fault !== undefined && { fault }) }
  const content = { document: toDocument(document) }
  return invoke(agentRuntimeClient(emulator, options), {
    flowIdentifier,
    flowAliasIdentifier: 'LIVE000001',
    inputs: [{ nodeName: 'Start', nodeOutputName: 'document', content }],
    ...input,
  })
}

type Content = NonNullable<NonNullable<InvokeFlowCommandInput['inputs']>[0]['content']>
type Document = Extract<Content, { document: unknown }>['document']

/** The SDK's type of documents is wider than unknown JSON can be shown to be. */
function toDocument(value: unknown): NonNullable<Document> {
  const document: NonNullable<Document> = JSON.parse(JSON.stringify(value))
  return document
}
