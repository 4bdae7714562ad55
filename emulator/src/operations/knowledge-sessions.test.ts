import { RetrieveAndGenerateCommand } from '@aws-sdk/client-bedrock-agent-runtime'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { agentRuntimeClient } from '../testing/connect.ts'
import { defaultAccounts } from '../default-accounts.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textWith } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const documents = [
  { uri: 's3://shop/1', text: 'Shoes may be returned within 60 days.' },
  { uri: 's3://shop/2', text: 'Norway is served by boat.' },
]
const base = { name: 'Shop', region: 'us-east-1', documents }
let aheadMs = 0
const emulator = runningEmulator(() =>
  startEmulator({
    now: () => new Date(Date.now() + aheadMs),
    accounts: defaultAccounts.map((account) => ({
      ...account,
      knowledgeBases: [
        { ...base, id: 'KBSHOP0001' },
        { ...base, id: 'KBSHOP0002' },
      ],
    })),
  }),
)

function ask(text: string, sessionId?: string, knowledgeBaseId = 'KBSHOP0001') {
  const modelArn = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0'
  const command = new RetrieveAndGenerateCommand({
    input: { text },
    sessionId,
    retrieveAndGenerateConfiguration: {
      type: 'KNOWLEDGE_BASE',
      knowledgeBaseConfiguration: { knowledgeBaseId, modelArn },
    },
  })
  return agentRuntimeClient(emulator(), { systemClockOffset: aheadMs }).send(command)
}

describe('A session of RetrieveAndGenerate', () => {
  it('remembers what was asked before', async () => {
    const first = await ask('May shoes be returned?')
    expect(first.sessionId).toMatch(/^[0-9a-f-]{36}$/)
    const again = await ask('How long exactly?', first.sessionId)
    expect(again.sessionId).toBe(first.sessionId)
    expect(again.citations?.[0]?.retrievedReferences?.[0]?.content?.text).toContain('60 days')
    expect((await ask('How long exactly?')).citations).toEqual([])
  })

  it('is not chosen by the caller, nor shared by knowledge bases', async () => {
    const { sessionId } = await ask('May shoes be returned?')
    const refused = (id = '') => ({ name: 'ValidationException', status: 400, message: `Session with Id ${id} is not valid. Please check and try again.` }) // prettier-ignore
    expect(await failureOf(ask('Shoes?', 'my-own-session'))).toMatchObject(refused('my-own-session')) // prettier-ignore
    expect(await failureOf(ask('Shoes?', sessionId, 'KBSHOP0002'))).toMatchObject(refused(sessionId)) // prettier-ignore
    expect(await failureOf(ask('Shoes?', 'no spaces'))).toMatchObject({ name: 'ValidationException', message: textWith('sessionId') }) // prettier-ignore
  })

  it('ends when nobody uses it for a day', async () => {
    const { sessionId } = await ask('May shoes be returned?')
    aheadMs = 23 * 3600_000
    await ask('Shoes?', sessionId)
    aheadMs = 46 * 3600_000
    await ask('Shoes?', sessionId)
    aheadMs = 71 * 3600_000
    expect((await failureOf(ask('Shoes?', sessionId))).name).toBe('ValidationException')
    aheadMs = 0
  })
})
