import { createHash } from 'node:crypto'
import type { JsonObject } from '../json.ts'
import { claudeBody, ids, llamaBody, novaBody, openaiBody, titanBody } from './family-bodies.ts'
import type { RawCall } from './raw-call.ts'

/** A call that works against the default accounts, by operation. */
export type ExampleCall = {
  method: string
  target: string
  /** The JSON body of operations that have one. */
  body?: JsonObject
  /** The form of operations of STS. */
  form?: Record<string, string>
}

const messages = [{ role: 'user', content: [{ text: 'Hello' }] }]
const converse = {
  messages,
  system: [{ text: 'Be brief.' }],
  inferenceConfig: { maxTokens: 50, temperature: 0.5, stopSequences: ['#'] },
  toolConfig: {
    tools: [{ toolSpec: { name: 'rate', inputSchema: { json: { type: 'object' } } } }],
    toolChoice: { auto: {} },
  },
  outputConfig: {
    textFormat: {
      type: 'json_schema',
      structure: {
        jsonSchema: { schema: '{"type":"object","properties":{"a":{"type":"string"}}}' },
      },
    },
  },
  guardrailConfig: { guardrailIdentifier: 'emulator0grd', guardrailVersion: '1', trace: 'enabled' },
  additionalModelResponseFieldPaths: ['/stop_reason'],
  requestMetadata: { run: 'run_1' },
}
const document = {
  tealium_account: 'acme',
  tealium_profile: 'main',
  tealium_visitor_id: 'v1',
  visitor_profile: { orders: 3 },
}

export const exampleCalls: Record<string, ExampleCall> = {
  Converse: post(`/model/${ids.nova}/converse`, converse),
  ConverseStream: post(`/model/${ids.nova}/converse-stream`, converse),
  InvokeModel: post(`/model/${ids.claude}/invoke`, claudeBody),
  InvokeModelWithResponseStream: post(`/model/${ids.titan}/invoke-with-response-stream`, titanBody),
  CountTokens: post(`/model/${ids.claude}/count-tokens`, { input: { converse: { messages } } }),
  ApplyGuardrail: post('/guardrail/emulator0grd/version/1/apply', {
    source: 'INPUT',
    content: [{ text: { text: 'Mail me at a@example.com' } }],
  }),
  ListFoundationModels: get('/foundation-models?byProvider=Amazon'),
  GetFoundationModel: get(`/foundation-models/${ids.nova}`),
  GetFoundationModelAvailability: get(`/foundation-model-availability/${ids.nova}`),
  ListInferenceProfiles: get('/inference-profiles?maxResults=5'),
  GetInferenceProfile: get('/inference-profiles/us.amazon.nova-lite-v1%3A0'),
  ListProvisionedModelThroughputs: get('/provisioned-model-throughputs?sortBy=CreationTime'),
  ListImportedModels: get('/imported-models?maxResults=5'),
  ListCustomModelDeployments: get('/model-customization/custom-model-deployments?maxResults=5'),
  ListPromptRouters: get('/prompt-routers?type=custom'),
  GetPrompt: get('/prompts/CONVSCORE1/?promptVersion=1'),
  ListPrompts: get('/prompts/?maxResults=5'),
  GetFlow: get('/flows/CONVFLOW01/'),
  GetFlowVersion: get('/flows/CONVFLOW01/versions/1/'),
  GetFlowAlias: get('/flows/CONVFLOW01/aliases/CONVLIVE01'),
  ListFlows: get('/flows/'),
  ListFlowAliases: get('/flows/CONVFLOW01/aliases'),
  InvokeFlow: post('/flows/CONVFLOW01/aliases/CONVLIVE01', {
    inputs: [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document } }],
    enableTrace: true,
  }),
  ListKnowledgeBases: post('/knowledgebases/', { maxResults: 5 }),
  Retrieve: post('/knowledgebases/SHOPFAQKB1/retrieve', {
    retrievalQuery: { text: 'returns' },
    retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 2 } },
  }),
  RetrieveAndGenerate: post('/retrieveAndGenerate', {
    input: { text: 'How long may I return products?' },
    retrieveAndGenerateConfiguration: {
      type: 'KNOWLEDGE_BASE',
      knowledgeBaseConfiguration: { knowledgeBaseId: 'SHOPFAQKB1', modelArn: ids.nova },
    },
  }),
  GetAgent: get('/agents/SHOPAGENT1/'),
  GetAgentAlias: get('/agents/SHOPAGENT1/agentaliases/SHOPLIVE01/'),
  ListAgents: post('/agents/', { maxResults: 5 }),
  ListAgentAliases: post('/agents/SHOPAGENT1/agentaliases/', {}),
  InvokeAgent: post('/agents/SHOPAGENT1/agentAliases/SHOPLIVE01/sessions/{session}/text', {
    inputText: 'Where is order A-1042?',
    enableTrace: true,
    memoryId: 'customer-1',
    sessionState: {
      sessionAttributes: { tier: 'gold' },
      promptSessionAttributes: { city: 'Bern' },
      files: [
        {
          name: 'a.txt',
          useCase: 'CHAT',
          source: {
            sourceType: 'BYTE_CONTENT',
            byteContent: { data: 'aGk=', mediaType: 'text/plain' },
          },
        },
      ],
    },
  }),
  GetCallerIdentity: form({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  AssumeRole: form({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
    RoleSessionName: 'example',
    ExternalId: 'outcrop-demo',
    DurationSeconds: '900',
    Policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  }),
}

/** The same operations with the bodies of other kinds of models, and of a prompt. */
export const moreExampleCalls: readonly [name: string, ExampleCall][] = [
  ['Nova', post(`/model/${ids.nova}/invoke`, novaBody)],
  ['Llama', post(`/model/${ids.llama}/invoke`, llamaBody)],
  ['OpenAI', post(`/model/${ids.openai}/invoke-with-response-stream`, openaiBody)],
  ['Titan embeddings', post('/model/amazon.titan-embed-text-v2%3A0/invoke', { inputText: 'Hi' })],
  [
    'Claude with tools and a schema',
    post('/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke', {
      ...claudeBody,
      tools: [{ name: 'rate', description: 'Rates.', input_schema: { type: 'object' } }],
      tool_choice: { type: 'auto' },
      output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
    }),
  ],
  [
    'a managed prompt',
    post('/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Aprompt%2FCONVSCORE1/converse', {
      promptVariables: Object.fromEntries(
        [
          'tealium_account',
          'tealium_profile',
          'tealium_visitor_id',
          'visitor_json',
          'last_product_viewed',
        ].map((name) => [name, { text: 'x' }]),
      ),
    }),
  ],
]

function post(target: string, body: object): ExampleCall {
  const copy: unknown = structuredClone(body)
  return { method: 'POST', target, body: isJsonBody(copy) ? copy : {} }
}

function isJsonBody(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}

function get(target: string): ExampleCall {
  return { method: 'GET', target }
}

function form(fields: Record<string, string>): ExampleCall {
  return { method: 'POST', target: '/', form: fields }
}

/** An example as a request, with another body if one is given. Each has a session of its own. */
export function rawExample(
  { method, target, body, form: fields }: ExampleCall,
  other?: string | Uint8Array,
): RawCall {
  const own = fields ? new URLSearchParams(fields).toString() : body && JSON.stringify(body)
  const sent = other ?? own ?? ''
  const session = createHash('sha1').update(sent).digest('hex')
  return {
    method,
    target: target.replace('{session}', session),
    body: sent,
    ...(fields && {
      service: 'sts' as const,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  }
}
