import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AccountInput } from '../accounts/account-schema.ts'
import { startEmulator, type Emulator } from '../index.ts'
import { agentRuntimeClient, demoKey } from '../testing/connect.ts'
import { failureOf, type Failure } from '../testing/failure-of.ts'
import { textWith } from '../testing/matchers.ts'
import { talk } from '../testing/talk.ts'
import { readInvokeAgent } from './invoke-agent-request.ts'

let emulator: Emulator
const received: unknown[] = []
const account: AccountInput = {
  id: '111122223333',
  accessKeys: [{ id: demoKey.accessKeyId, secret: demoKey.secretAccessKey }],
  agents: [
    {
      id: 'AGENT00001',
      name: 'tester',
      region: 'us-east-1',
      status: 'NOT_PREPARED',
      instruction: 'You help with tickets.',
      foundationModel: 'amazon.nova-lite-v1:0',
      mayStream: false,
      knowledgeBases: [],
      actionGroups: [
        {
          name: 'Tickets',
          executor: { lambda: 'arn:aws:lambda:us-east-1:111122223333:function:tickets' },
          apis: [
            {
              path: '/tickets',
              method: 'POST',
              operationId: 'open_ticket',
              requestBody: { title: { required: true }, level: { type: 'integer' } },
            },
          ],
        },
      ],
      files: [{ name: 'tickets.csv', text: 'id\n1\n', when: 'export' }],
      aliases: [
        { id: 'LIVE000001', name: 'live', version: '1' },
        { id: 'NOVERSION1', name: 'no-version' },
        { id: 'REJECTING1', name: 'rejecting', version: '1', invocations: 'REJECT_INVOCATIONS' },
        { id: 'UPDATING01', name: 'updating', version: '1', status: 'UPDATING' },
      ],
    },
  ],
}
beforeAll(async () => {
  emulator = await startEmulator({
    accounts: [account],
    functions: {
      tickets: (event) => {
        received.push(event)
        const text = JSON.stringify(event)
        if (text.includes('crash')) throw new Error('the ticket system is down')
        if (text.includes('nonsense')) return { body: 'x' }
        return {
          response: { responseBody: { 'application/json': { body: '{"ticket_number": 77}' } } },
          sessionAttributes: { ticket: '77' },
        }
      },
    },
  })
})
afterAll(() => emulator.close())

const say = (inputText: string, more: Partial<Parameters<typeof talk>[1]> = {}) =>
  talk(agentRuntimeClient(emulator), {
    agentId: 'AGENT00001',
    agentAliasId: 'LIVE000001',
    sessionId: `s-${inputText.length}`,
    inputText,
    ...more,
  })

it.each<[string, Parameters<typeof talk>[1], Partial<Failure>]>([
  ['an agent that there is not', { agentId: 'NONE000001' }, { status: 404 }],
  ['an alias that there is not', { agentAliasId: 'NONE000001' }, { status: 404 }],
  [
    'an alias without version',
    { agentAliasId: 'NOVERSION1' },
    { message: 'no associated version' },
  ],
  ['an alias that rejects', { agentAliasId: 'REJECTING1' }, { message: 'REJECT' }],
  ['an alias that is not prepared', { agentAliasId: 'UPDATING01' }, { message: 'UPDATING' }],
  ['a draft that is not prepared', { agentAliasId: 'TSTALIASID' }, { message: 'NOT_PREPARED' }],
  ['a bad session id', { sessionId: 'a b' }, { message: 'sessionId' }],
  ['no text', { inputText: '' }, { message: 'inputText' }],
])('refuses %s', async (_, input, wanted) => {
  const failure = await failureOf(say('Hello', input))
  expect(failure).toMatchObject({
    name: wanted.status === 404 ? 'ResourceNotFoundException' : 'ValidationException',
    status: wanted.status ?? 400,
    ...(wanted.message !== undefined && {
      message: textWith(wanted.message === 'REJECT' ? 'does not accept' : wanted.message),
    }),
  })
})

it('names the missing permission of its own role inside the stream', async () => {
  const failure = await failureOf(
    say('Hello', { streamingConfigurations: { streamFinalResponse: true } }),
  )
  expect(failure).toMatchObject({
    name: 'AccessDeniedException',
    message: textWith('Access denied when calling Bedrock'),
  })
})

it('calls API paths with a body, and keeps session attributes', async () => {
  const state = {
    sessionState: {
      sessionAttributes: { customer: 'c-1' },
      promptSessionAttributes: { title: 'Broken zip' },
    },
  }
  const said = await say('Please open a ticket', state)
  expect(said.text).toContain('77')
  expect(received.at(-1)).toMatchObject({
    messageVersion: '1.0',
    agent: { name: 'tester', id: 'AGENT00001', alias: 'LIVE000001', version: '1' },
    actionGroup: 'Tickets',
    apiPath: '/tickets',
    httpMethod: 'POST',
    requestBody: {
      content: {
        'application/json': {
          properties: [{ name: 'title', type: 'string', value: 'Broken zip' }],
        },
      },
    },
    sessionAttributes: { customer: 'c-1' },
    promptSessionAttributes: { title: 'Broken zip' },
  })
  await say('Please open a ticket', { sessionState: { promptSessionAttributes: { title: 'Two' } } })
  expect(received.at(-1)).toMatchObject({ sessionAttributes: { customer: 'c-1', ticket: '77' } })
})

it.each([
  ['crash', 'the ticket system is down'],
  ['nonsense', 'error processing the Lambda response'],
])('fails when its Lambda function answers with a %s', async (title, message) => {
  const failure = await failureOf(say(`open ticket, title: ${title}`))
  expect(failure).toMatchObject({ name: 'DependencyFailedException', message: textWith(message) })
})

it('hands files out and reads those that come in', async () => {
  const said = await say('please export all', {
    sessionState: {
      files: [
        {
          name: 'note.txt',
          useCase: 'CHAT',
          source: {
            sourceType: 'BYTE_CONTENT',
            byteContent: { mediaType: 'text/plain', data: Buffer.from('the note') },
          },
        },
      ],
    },
  })
  const file = said.events.find(({ files }) => files)?.files?.files?.[0]
  expect(file).toMatchObject({ name: 'tickets.csv', type: 'text/csv' })
  expect(new TextDecoder().decode(file?.bytes)).toBe('id\n1\n')
  expect(emulator.calls.recent(1)[0]?.inputText).toContain('the note')
})

it.each([
  ['for no use', { useCase: 'OTHER' }, "Value 'OTHER' at 'sessionState.files.1.member.useCase' failed to satisfy constraint: Member must satisfy enum value set: [CODE_INTERPRETER, CHAT]"],
  ['from nowhere', { source: { sourceType: 'OTHER' } }, 'Member must satisfy enum value set: [S3, BYTE_CONTENT]'],
  ['beyond 10 MB', { source: { sourceType: 'BYTE_CONTENT', byteContent: { mediaType: 'text/plain', data: Buffer.alloc(10_485_761).toString('base64') } } }, "Value at 'sessionState.files.1.member.source.byteContent.data' failed to satisfy constraint: Member must have length less than or equal to 10485760"],
])('refuses a file %s, and does not repeat what is in it', (_, parts, message) => {
  const file = { name: 'a.txt', useCase: 'CHAT', source: { sourceType: 'S3' }, ...parts }
  const body = Buffer.from(JSON.stringify({ inputText: 'Hi', sessionState: { files: [file] } }))
  const read = () => readInvokeAgent({ params: ['AGENT00001', 'LIVE000001', 's-1'], body })
  expect(read).toThrow(message)
}) // prettier-ignore
