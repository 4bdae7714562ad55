import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ListKnowledgeBasesCommand } from '@aws-sdk/client-bedrock-agent'
import {
  RetrieveAndGenerateCommand,
  RetrieveCommand,
  type KnowledgeBaseRetrievalResult,
} from '@aws-sdk/client-bedrock-agent-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GuardrailPolicyInput } from '../guardrails/guardrail-schema.ts'
import { demoKey, secondKey } from '../testing/connect.ts'
import { startEmulator, type Emulator } from '../index.ts'
import { agentClient, agentRuntimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textWith } from '../testing/matchers.ts'

const folder = mkdtempSync(join(tmpdir(), 'knowledge-'))
writeFileSync(join(folder, 'returns.md'), 'Shoes may be returned within 60 days.\n\nKeep the box.')
writeFileSync(join(folder, 'shipping.txt'), 'We ship to Norway within five days.')
writeFileSync(join(folder, 'ignored.csv'), 'returned,returned,returned')

const guard: GuardrailPolicyInput = {
  words: ['secret', 'forbidden'],
  piiEntities: [{ type: 'EMAIL', action: 'ANONYMIZE' }],
  blockedInputMessaging: 'Not asked.',
  blockedOutputsMessaging: 'Not said.',
}

const onlyAsking = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: 'bedrock:Retrieve*',
    Resource: '*',
  },
} as const

const guarded = (text: string) =>
  new RetrieveAndGenerateCommand({
    input: { text },
    retrieveAndGenerateConfiguration: {
      type: 'KNOWLEDGE_BASE',
      knowledgeBaseConfiguration: {
        knowledgeBaseId: 'KBSHOP0001',
        modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
        generationConfiguration: {
          guardrailConfiguration: { guardrailId: 'shopguard1', guardrailVersion: '1' },
        },
      },
    },
  })

let emulator: Emulator
beforeAll(async () => {
  const base = { name: 'Shop rules', region: 'us-east-1' }
  emulator = await startEmulator({
    accounts: [
      {
        id: '111122223333',
        accessKeys: [
          { id: demoKey.accessKeyId, secret: demoKey.secretAccessKey },
          { id: secondKey.accessKeyId, secret: secondKey.secretAccessKey, policies: [onlyAsking] },
        ],
        guardrails: [
          {
            id: 'shopguard1',
            name: 'shop-guard',
            region: 'us-east-1',
            versions: { DRAFT: guard, '1': guard },
          },
        ],
        knowledgeBases: [
          { ...base, id: 'KBSHOP0001', folder },
          {
            ...base,
            id: 'KBINLINE01',
            documents: [{ uri: 's3://notes/1', text: 'Nothing here.', metadata: { owner: 'ann' } }],
          },
          { ...base, id: 'KBBROKEN01', status: 'FAILED' },
          ...Array.from({ length: 10 }, (_, index) => ({ ...base, id: `KBMORE000${index}` })),
        ],
      },
    ],
    scripts: [
      { prompt: 'take to ship', answer: { text: 'That is forbidden knowledge.' } },
      { prompt: 'write to ann', answer: { text: 'Write to ann@example.com.' } },
      { prompt: 'how long', answer: { text: 'Sixty days.' } },
    ],
  })
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

async function retrieved(
  text: string,
  knowledgeBaseId = 'KBSHOP0001',
): Promise<KnowledgeBaseRetrievalResult[]> {
  const command = new RetrieveCommand({ knowledgeBaseId, retrievalQuery: { text } })
  return (await agentRuntimeClient(emulator).send(command)).retrievalResults ?? []
}

describe('Retrieve', () => {
  it('finds the passages of a folder that share words with the question, the best first', async () => {
    const results = await retrieved('Within how many days may shoes be returned?')
    expect(results.map(({ location }) => location?.s3Location?.uri)).toEqual([
      's3://shop-rules/returns.md',
      's3://shop-rules/shipping.txt',
    ])
    const [best, second] = results
    expect(best?.content?.text).toBe('Shoes may be returned within 60 days.\n\nKeep the box.')
    expect(best?.score).toBeGreaterThan(second?.score ?? 1)
    expect(best?.score).toBeLessThan(1)
  })

  it('finds nothing where no word fits, and keeps metadata', async () => {
    expect(await retrieved('weather')).toEqual([])
    expect((await retrieved('nothing', 'KBINLINE01'))[0]?.metadata).toEqual({
      'x-amz-bedrock-kb-source-uri': 's3://notes/1',
      owner: 'ann',
    })
  })

  it('finds only what passes the filter of metadata', async () => {
    const owned = async (owner: string) => {
      const filter = { equals: { key: 'owner', value: owner } }
      const command = new RetrieveCommand({
        knowledgeBaseId: 'KBINLINE01',
        retrievalQuery: { text: 'nothing' },
        retrievalConfiguration: { vectorSearchConfiguration: { filter } },
      })
      return (await agentRuntimeClient(emulator).send(command)).retrievalResults?.length
    }
    expect(await owned('ann')).toBe(1)
    expect(await owned('bob')).toBe(0)
  })

  it('refuses bases that do not exist or are not ready', async () => {
    expect(await failureOf(retrieved('x', 'KBNOWHERE1'))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    })
    expect(await failureOf(retrieved('x', 'KBBROKEN01'))).toMatchObject({
      name: 'ValidationException',
      message: 'The knowledge base KBBROKEN01 is not active. Its status is FAILED.',
    })
  })
})

describe('the guardrail of Retrieve', () => {
  const guardedRetrieval = (text: string, guardrailVersion = '1') =>
    new RetrieveCommand({
      knowledgeBaseId: 'KBSHOP0001',
      retrievalQuery: { text },
      guardrailConfiguration: { guardrailId: 'shopguard1', guardrailVersion },
    })

  it.each([
    ['lets pass', 'May shoes be returned?', 'NONE', 1],
    ['blocks', 'May secret shoes be returned?', 'INTERVENED', 0],
    ['masks', 'May ann@norway.example.com return shoes?', 'INTERVENED', 1],
  ])('%s: %s', async (_, text, guardrailAction, found) => {
    const answer = await agentRuntimeClient(emulator).send(guardedRetrieval(text))
    expect(answer.guardrailAction).toBe(guardrailAction)
    expect(answer.retrievalResults).toHaveLength(found)
  })

  it('must exist', async () => {
    const refused = agentRuntimeClient(emulator).send(guardedRetrieval('x', '9'))
    expect(await failureOf(refused)).toMatchObject({
      name: 'ValidationException',
      message: 'The guardrail identifier or version provided in the request does not exist.',
    })
  })

  it('is guarded by IAM', async () => {
    const client = agentRuntimeClient(emulator, { credentials: secondKey })
    const message = textWith('bedrock:ApplyGuardrail')
    expect(await failureOf(client.send(guardedRetrieval('x')))).toMatchObject({ message })
  })

  it('is not there when nobody asks for it', async () => {
    const plain = new RetrieveCommand({ knowledgeBaseId: 'KBSHOP0001', retrievalQuery: { text: 'secret shoes' } }) // prettier-ignore
    const answer = await agentRuntimeClient(emulator).send(plain)
    expect(answer.guardrailAction).toBeUndefined()
    expect(answer.retrievalResults).toHaveLength(1)
  })
})

it('asks IAM about the guardrail of RetrieveAndGenerate', async () => {
  const client = agentRuntimeClient(emulator, { credentials: secondKey })
  expect(await failureOf(client.send(guarded('x')))).toMatchObject({
    name: 'AccessDeniedException',
    message: textWith('bedrock:ApplyGuardrail'),
  })
})

describe.each(transports)('RetrieveAndGenerate over %s', (transport) => {
  it.each([
    ['lets pass', 'For how long may shoes be returned?', 'NONE', 'Sixty days.', 1],
    ['blocks', 'For how long may secret shoes be returned?', 'INTERVENED', 'Not asked.', 0],
    ['blocks the answer to', 'How long does it take to ship shoes?', 'INTERVENED', 'Not said.', 0],
    ['masks the answer to', 'How long may I write to ann?', 'INTERVENED', 'Write to {EMAIL}.', 1],
    ['blocks, although nothing is found for', 'secret', 'INTERVENED', 'Not asked.', 0],
  ])('a guardrail %s: %s', async (_, text, guardrailAction, said, sources) => {
    const answer = await agentRuntimeClient(emulator, { transport }).send(guarded(text))
    expect(answer.output?.text).toBe(said)
    expect(answer.guardrailAction).toBe(guardrailAction)
    expect(answer.citations).toHaveLength(sources)
  })

  it('answers from what was found and cites it', async () => {
    const answer = await agentRuntimeClient(emulator, { transport }).send(
      new RetrieveAndGenerateCommand({
        input: { text: 'For how long may shoes be returned?' },
        retrieveAndGenerateConfiguration: {
          type: 'KNOWLEDGE_BASE',
          knowledgeBaseConfiguration: {
            knowledgeBaseId: 'KBSHOP0001',
            modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
          },
        },
      }),
    )
    expect(answer.output?.text).toBe('Sixty days.')
    expect(answer.sessionId).not.toBe('')
    const [citation] = answer.citations ?? []
    expect(citation?.generatedResponsePart?.textResponsePart?.span).toEqual({ start: 0, end: 10 })
    expect(citation?.retrievedReferences?.[0]?.location?.s3Location?.uri).toBe(
      's3://shop-rules/returns.md',
    )
  })
})

it('lists ten knowledge bases to a page, however many are wanted', async () => {
  const client = agentClient(emulator)
  const first = await client.send(new ListKnowledgeBasesCommand({ maxResults: 50 }))
  expect(first.knowledgeBaseSummaries).toHaveLength(10)
  const { nextToken } = first
  const rest = await client.send(new ListKnowledgeBasesCommand({ maxResults: 50, nextToken }))
  expect(rest.knowledgeBaseSummaries).toHaveLength(3)
  expect(rest.nextToken).toBeUndefined()
})
