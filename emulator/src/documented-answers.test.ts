import { describe, expect, it } from 'vitest'
import { parseJson, type Json } from './json.ts'
import { transports } from './testing/connect.ts'
import { exampleCalls, rawExample, type ExampleCall } from './testing/example-calls.ts'
import { textLike } from './testing/matchers.ts'
import { rawCall, type RawAnswer } from './testing/raw-call.ts'
import { runningEmulator } from './testing/running-emulator.ts'

/*
 * What AWS documents of its answers, section by section: 5 bedrock-agent, 6 bedrock-agent-runtime,
 * 7 STS, 9 ARNs, 11 event streams, 12 errors. What the operations do beyond that is tested beside them.
 */
const emulator = runningEmulator()

type Change = Partial<ExampleCall> & { fault?: string }

const send = (name: string, change: Change, transport: (typeof transports)[number]) => {
  const example = exampleCalls[name]
  if (!example) throw new Error(`There is no example call of ${name}.`)
  const { fault, ...rest } = change
  const call = rawExample({ ...example, ...rest })
  const headers = { ...call.headers, ...(fault !== undefined && { 'x-outcrop-fault': fault }) }
  return rawCall(emulator(), { ...call, headers }, transport)
}

const bodyOf = ({ body }: RawAnswer): Json => parseJson(body.toString())
const changed = (name: string, members: Record<string, Json>): Change => ({
  body: { ...exampleCalls[name]?.body, ...members },
})
const session = (id: string) => `/agents/SHOPAGENT1/agentAliases/SHOPLIVE01/sessions/${id}/text`
const flowInput = { content: { document: {} }, nodeName: 'FlowInputNode', nodeOutputName: 'document' } // prettier-ignore
const retrieval = { knowledgeBaseId: 'SHOPFAQKB1', modelArn: 'amazon.nova-lite-v1:0' }
const generating = { type: 'KNOWLEDGE_BASE', knowledgeBaseConfiguration: retrieval }

type Refused = [
  section: string,
  operation: string,
  change: Change,
  status: number,
  code: string,
  body?: Record<string, unknown>,
]

const busy = 'Too many requests, please wait before trying again.'
const ge = (bound: number) => `Member must have value greater than or equal to ${bound}`

const refused: Refused[] = [
  ['5', 'GetPrompt', { fault: 'AccessDeniedException' }, 403, 'AccessDeniedException'],
  ['5', 'GetPrompt', { target: '/prompts/NOTTHERE01/' }, 404, 'ResourceNotFoundException'],
  ['5', 'GetFlow', { target: '/flows/NOTTHERE01/' }, 404, 'ResourceNotFoundException'],
  ['5', 'GetAgent', { target: '/agents/NOTTHERE01/' }, 404, 'ResourceNotFoundException'],
  ['5', 'GetFlow', { fault: 'ThrottlingException' }, 429, 'ThrottlingException', { message: busy }],
  ['5', 'GetAgent', { fault: 'InternalServerException' }, 500, 'InternalServerException'],
  ['5', 'GetFlowAlias', { fault: 'ConflictException' }, 409, 'ConflictException'],
  ['5', 'ListFlows', { fault: 'ServiceQuotaExceededException' }, 402, 'ServiceQuotaExceededException'],
  ['5', 'ListPrompts', { target: '/prompts/?maxResults=0' }, 400, 'ValidationException', { fieldList: [{ name: 'maxResults', message: ge(1) }] }],
  ['5', 'ListFlows', { target: '/flows/?maxResults=1001' }, 400, 'ValidationException', { fieldList: [{ name: 'maxResults', message: 'Member must have value less than or equal to 1000' }] }],
  ['5', 'ListAgents', { body: { maxResults: 0 } }, 400, 'ValidationException', { fieldList: [{ name: 'maxResults', message: ge(1) }] }],
  ['6.1', 'InvokeFlow', changed('InvokeFlow', { inputs: [flowInput, flowInput] }), 400, 'ValidationException'],
  ['6.1', 'InvokeFlow', changed('InvokeFlow', { inputs: [{ ...flowInput, nodeName: '1st' }] }), 400, 'ValidationException'],
  ['6.1', 'InvokeFlow', changed('InvokeFlow', { executionId: 'x' }), 400, 'ValidationException'],
  ['6.1', 'InvokeFlow', { fault: 'BadGatewayException' }, 502, 'BadGatewayException', { resourceName: 'Lambda' }],
  ['6.1', 'InvokeFlow', { fault: 'DependencyFailedException' }, 424, 'DependencyFailedException', { resourceName: 'Lambda' }],
  ['6.1', 'InvokeFlow', { fault: 'ConflictException' }, 409, 'ConflictException'],
  ['6.1', 'InvokeFlow', { fault: 'ServiceQuotaExceededException' }, 400, 'ServiceQuotaExceededException'],
  ['6.3', 'InvokeAgent', { target: session('a') }, 400, 'ValidationException'],
  ['6.3', 'InvokeAgent', { target: session('a%20b') }, 400, 'ValidationException'],
  ['6.3', 'InvokeAgent', { target: session('x'.repeat(101)) }, 400, 'ValidationException'],
  ['6.3', 'InvokeAgent', { fault: 'ModelNotReadyException' }, 424, 'ModelNotReadyException'],
  ['6.3', 'InvokeAgent', changed('InvokeAgent', { streamingConfigurations: { streamFinalResponse: true, applyGuardrailInterval: 0 } }), 400, 'ValidationException'],
  ['6.3', 'InvokeAgent', changed('InvokeAgent', { streamingConfigurations: { applyGuardrailInterval: 2 ** 31 } }), 400, 'ValidationException'],
  ['6.4', 'Retrieve', { body: { retrievalQuery: { text: 'x'.repeat(20_001) } } }, 400, 'ValidationException'],
  ['6.4', 'Retrieve', { body: { retrievalQuery: { text: 'x' }, retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 101 } } } }, 400, 'ValidationException'],
  ['6.4', 'RetrieveAndGenerate', { body: { input: { text: 'x'.repeat(1001) }, retrieveAndGenerateConfiguration: generating } }, 400, 'ValidationException'],
  ['9', 'Converse', { target: `/model/${encodeURIComponent('arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1:DRAFT')}/converse` }, 400, 'ValidationException'],
  ['12', 'Converse', { fault: 'ConflictException' }, 400, 'ConflictException'],
  ['12', 'Converse', { fault: 'ModelNotReadyException' }, 429, 'ModelNotReadyException'],
  ['12', 'Converse', { fault: 'ModelTimeoutException' }, 408, 'ModelTimeoutException'],
  ['12', 'Converse', { fault: 'ModelErrorException' }, 424, 'ModelErrorException', { originalStatusCode: 500, resourceName: 'model' }],
  ['12', 'Converse', { fault: 'overloaded_error' }, 529, 'overloaded_error'],
  ['12', 'Converse', { fault: 'TooManyTokens' }, 429, 'ThrottlingException', { message: 'Too many tokens, please wait before trying again.' }],
  ['12', 'Converse', { fault: 'OptInRequired' }, 403, 'OptInRequired'],
  ['12', 'Converse', { fault: 'NotAuthorized' }, 400, 'NotAuthorized'],
  ['12', 'Converse', { fault: 'MPAgreementBeingCreated' }, 403, 'AccessDeniedException'],
  ['12', 'ListFoundationModels', { fault: 'ConflictException' }, 400, 'ConflictException'],
  ['12', 'ListFoundationModels', { fault: 'ServiceUnavailableException' }, 503, 'ServiceUnavailableException'],
] // prettier-ignore

describe.each(transports)('over %s', (transport) => {
  it.each(refused)(
    'section %s: %s refuses %j with %i %s',
    async (_, operation, change, status, code, body = {}) => {
      const answer = await send(operation, change, transport)
      expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([status, code])
      expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
      expect(bodyOf(answer)).toMatchObject({ message: textLike(/./), ...body })
    },
  )

  it('section 5: only bedrock-agent lists the fields', async () => {
    const wrong = changed('Converse', { inferenceConfig: { maxTokens: 0 } })
    expect(bodyOf(await send('Converse', wrong, transport))).toEqual({
      message: `1 validation error detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: ${ge(1)}`,
    })
  })

  it.each<[string, Change, string, string]>([
    ['Converse', changed('Converse', { inferenceConfig: { temperature: 2, maxTokens: 0 } }), 'ValidationException', `2 validation errors detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: ${ge(1)}; Value '2.0' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1`],
    ['Converse', changed('Converse', { messages: [{ role: 'tool', content: [] }] }), 'ValidationException', "1 validation error detected: Value 'tool' at 'messages.1.member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant, system]"],
    ['Converse', changed('Converse', { toolConfig: { tools: [{ toolSpec: { inputSchema: { json: {} } } }] } }), 'ValidationException', "1 validation error detected: Value null at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must not be null"],
    ['Converse', changed('Converse', { toolConfig: { tools: [] } }), 'ValidationException', "1 validation error detected: Value '[]' at 'toolConfig.tools' failed to satisfy constraint: Member must have length greater than or equal to 1"],
    ['Converse', changed('Converse', { inferenceConfig: { stopSequences: ['a', ''] } }), 'ValidationException', "1 validation error detected: Value '[a, ]' at 'inferenceConfig.stopSequences' failed to satisfy constraint: Member must satisfy constraint: [Member must have length greater than or equal to 1]"],
    ['Converse', changed('Converse', { inferenceConfig: { temperature: 'warm' } }), 'SerializationException', 'STRING_VALUE cannot be converted to Float'],
    ['Converse', changed('Converse', { inferenceConfig: { maxTokens: '9' } }), 'SerializationException', 'STRING_VALUE cannot be converted to Integer'],
    ['Converse', changed('Converse', { messages: [{ role: 'user', content: [{ text: 5 }] }] }), 'SerializationException', 'NUMBER_VALUE cannot be converted to String'],
    ['Converse', changed('Converse', { inferenceConfig: [] }), 'SerializationException', 'Start of list found where not expected'],
    ['Converse', changed('Converse', { messages: {} }), 'SerializationException', 'Start of structure or map found where not expected.'],
    ['Retrieve', { body: { retrievalQuery: { text: '' } } }, 'ValidationException', `1 validation error detected: Value at 'retrievalQuery.text' failed to satisfy constraint: Member must have length greater than or equal to 1`],
    ['InvokeAgent', { target: session('a%20b') }, 'ValidationException', "1 validation error detected: Value 'a b' at 'sessionId' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-zA-Z._:-]+"],
    ['InvokeAgent', { target: '/agents/my-long-agent/agentAliases/SHOPLIVE01/sessions/s1/text' }, 'ValidationException', "2 validation errors detected: Value 'my-long-agent' at 'agentId' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-zA-Z]+; Value 'my-long-agent' at 'agentId' failed to satisfy constraint: Member must have length less than or equal to 10"],
    ['InvokeFlow', { target: '/flows/CONVFLOW01/aliases/live' }, 'ValidationException', "1 validation error detected: Value 'live' at 'flowAliasIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:aws:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:flow/[0-9a-zA-Z]{10}/alias/[0-9a-zA-Z]{10})|(TSTALIASID|[0-9a-zA-Z]{10})"],
    ['ListFlows', { target: '/flows/?maxResults=0' }, 'ValidationException', `1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: ${ge(1)}`],
  ])('a request to %s that does not fit is refused in these words: %j', async (operation, change, code, message) => {
    const answer = await send(operation, change, transport)
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([400, code])
    expect(bodyOf(answer)).toMatchObject({ message })
  }) // prettier-ignore

  it.each([
    ['6.1', 'InvokeFlow', 'x-amz-bedrock-flow-execution-id'],
    ['6.3', 'InvokeAgent', 'x-amz-bedrock-agent-session-id'],
    ['6.3', 'InvokeAgent', 'x-amzn-bedrock-agent-content-type'],
  ])('section %s: %s answers a stream with the header %s', async (_, operation, header) => {
    const { status, headers } = await send(operation, {}, transport)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/vnd.amazon.eventstream')
    expect(headers[header]).toMatch(/./)
  })

  it.each([
    ['5', 'GetFlow', ['name', 'id', 'arn', 'status', 'version', 'executionRoleArn', 'definition', 'validations']],
    ['5', 'GetFlowAlias', ['name', 'id', 'arn', 'flowId', 'routingConfiguration', 'concurrencyConfiguration']],
    ['5', 'GetPrompt', ['name', 'id', 'arn', 'version', 'createdAt', 'updatedAt', 'variants']],
    ['5', 'ListPrompts', ['promptSummaries']],
    ['5', 'ListAgents', ['agentSummaries']],
    ['5', 'ListKnowledgeBases', ['knowledgeBaseSummaries']],
    ['6.4', 'Retrieve', ['retrievalResults']],
    ['6.4', 'RetrieveAndGenerate', ['output', 'citations', 'sessionId']],
  ])('section %s: %s has its members', async (_, operation, members) => {
    const answer = await send(operation, {}, transport)
    for (const member of members) expect(bodyOf(answer)).toHaveProperty(member)
  }) // prettier-ignore

  it('section 11: an error inside of a stream goes by its lower camel name', async () => {
    const change = { fault: 'exception=ThrottlingException; exceptionAfter=1' }
    const text = (await send('ConverseStream', change, transport)).body.toString('latin1')
    expect(text).toContain(':exception-type')
    expect(text).toContain('throttlingException')
  })
})

describe('section 7: STS', () => {
  const role = (change: Record<string, string>): Change => ({
    form: { ...exampleCalls['AssumeRole']?.form, ...change },
  })

  it.each<[string, Change, number, string]>([
    ['a wrong external id', role({ ExternalId: 'wrong' }), 403, 'AccessDenied'],
    ['a short session name', role({ RoleSessionName: 'x' }), 400, 'ValidationError'],
    ['too short a time', role({ DurationSeconds: '899' }), 400, 'ValidationError'],
    ['too long a time', role({ DurationSeconds: '43201' }), 400, 'ValidationError'],
    ['an expired token', { fault: 'ExpiredTokenException' }, 400, 'ExpiredTokenException'],
    ['a packed policy', { fault: 'PackedPolicyTooLarge' }, 400, 'PackedPolicyTooLarge'],
    ['a broken policy', { fault: 'MalformedPolicyDocument' }, 400, 'MalformedPolicyDocument'],
    ['a region', { fault: 'RegionDisabledException' }, 403, 'RegionDisabledException'],
  ])('refuses %s in XML', async (_, change, status, code) => {
    const answer = await send('AssumeRole', change, 'HTTP/1.1')
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('text/xml')
    expect(answer.body.toString()).toMatch(
      new RegExp(`^<ErrorResponse .*<Type>Sender</Type><Code>${code}</Code><Message>[^<]+</Message>.*<RequestId>`), // prettier-ignore
    )
  })
})

describe('section 12: the text of a denial', () => {
  it.each([
    ['Converse', 'bedrock:InvokeModel', 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0'],
    ['InvokeAgent', 'bedrock:InvokeAgent', 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01'],
    ['InvokeFlow', 'bedrock:InvokeFlow', 'arn:aws:bedrock:us-east-1:111122223333:flow/CONVFLOW01/alias/CONVLIVE01'],
    ['ListAgents', 'bedrock:ListAgents', '*'],
  ])('of %s names %s on %s', async (operation, action, resource) => {
    const answer = await send(operation, { fault: 'AccessDeniedException' }, 'HTTP/1.1')
    expect(bodyOf(answer)).toEqual({
      message: `User: arn:aws:iam::111122223333:user/outcrop is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    })
  }) // prettier-ignore
})
