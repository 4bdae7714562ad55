import { afterEach, describe, expect, it } from 'vitest'
import { configurationSchema, type Emulator } from '../index.ts'
import { allow, deny, type Statement } from '../testing/emulator-with.ts'
import { runFlowOf, startFlowEmulator } from '../testing/flow-emulator.ts'

const started: Emulator[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()))
})

const own = 'arn:aws:bedrock:us-east-1:111122223333'
const nova = allow('bedrock:InvokeModel', 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0') // prettier-ignore
const search = allow('bedrock:Retrieve', `${own}:knowledge-base/KBSHOP0001`)

/** What a flow fails with when its execution role has these statements; undefined if it does not. */
async function errorWith(
  role: Statement[],
  flowId: string,
  document: unknown,
): Promise<string | undefined> {
  const emulator = await startFlowEmulator({ role })
  started.push(emulator)
  const error = await runFlowOf(emulator, flowId, document).then(
    (told) => told.error,
    (thrown: unknown) => thrown,
  )
  return error instanceof Error ? `${error.name}: ${error.message}` : undefined
}

/** What each kind of node needs of the execution role, one statement per thing. */
const needs: [flowId: string, document: unknown, Statement[]][] = [
  ['BRANCHES01', { total: 100, country: 'SE' }, [allow('lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function:vip')]], // prettier-ignore
  ['BRANCHES01', { total: 1, country: 'NO' }, [nova]],
  ['TALK000001', 'Order 7', [allow('bedrock:InvokeAgent', `${own}:agent-alias/AGENT00001/ALIAS00001`)]], // prettier-ignore
  ['RETRIEVE01', 'May shoes be returned?', [search]],
  ['GENERATE01', 'May shoes be returned?', [search, nova]],
  ['MANAGED001', { order: {} }, [allow('bedrock:RenderPrompt', `${own}:prompt/PROMPT0001`), allow('bedrock:RenderPrompt', `${own}:prompt/PROMPT0001:2`), nova]], // prettier-ignore
]

describe.each(needs)('The execution role of %s for %j', (flowId, document, statements) => {
  it('may do what these statements allow', async () => {
    expect(await errorWith(statements, flowId, document)).toBeUndefined()
  })

  it.each(statements.map((each) => [each.Action, each]))('may not without %s', async (_, taken) => {
    const left = statements.filter((each) => each !== taken)
    const role = left.length > 0 ? left : [allow('s3:GetObject')]
    expect(await errorWith(role, flowId, document)).toMatch(
      /^AccessDeniedException: .*The flow's execution role arn:aws:iam::111122223333:role\/Flows is not authorized to /,
    )
  })
})

it('obeys an explicit deny, and names action and resource', async () => {
  const role = [allow('lambda:*'), deny('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:v*')]
  expect(await errorWith(role, 'BRANCHES01', { total: 100, country: 'SE' })).toContain(
    'is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111122223333:function:vip with an explicit deny in an identity-based policy',
  )
})

it('must be a role of the account', () => {
  const definition = { nodes: [], connections: [] }
  const lost = { id: 'LOST000001', name: 'lost', region: 'us-east-1', definition }
  const flows = [{ ...lost, executionRole: 'Nobody' }]
  const { error } = configurationSchema.safeParse({ accounts: [{ id: '111122223333', flows }] })
  expect(error?.issues[0]).toMatchObject({ path: ['accounts', 0, 'flows', 0, 'executionRole'] })
})
