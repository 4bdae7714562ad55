import { expect, test } from 'vitest'
import { emulated } from '../testing/emulated.ts'

const world = emulated()
const own = 'arn:aws:bedrock:us-east-1:111122223333'
const aliasArn = `${own}:agent-alias/SHOPAGENT1/SHOPLIVE01`

const inspect = (arn: string) => world.bedrock.inspectAgent(world.connection(), arn)

test('tells what is behind an alias', async () => {
  const test = await inspect(aliasArn)
  expect(test).toMatchObject({
    ok: true,
    version: '1',
    agent_name: 'shop-support',
    foundation_model: 'amazon.nova-lite-v1:0',
    idle_session_ttl_s: 600,
  })
  expect(test.checks.map(({ check }) => check)).toEqual([
    'Agent alias ARN',
    'sts:GetCallerIdentity',
    'bedrock:GetAgentAlias',
    'bedrock:GetAgent',
  ])
})

test.each([
  ['without version', `${own}:agent-alias/SHOPAGENT1/SHOPNEXT01`, 'agent-not-ready', 'no associated version'],
  ['of the draft', `${own}:agent-alias/SHOPAGENT1/TSTALIASID`, 'agent-not-ready', 'working draft'],
  ['that there is not', `${own}:agent-alias/SHOPAGENT1/NONE000001`, 'resource-not-found', 'NONE000001'],
  ['of another account', aliasArn.replace('111122223333', '999988887777'), 'wrong-target', 'belongs to account 999988887777'],
  ['that is the agent itself', `${own}:agent/SHOPAGENT1`, 'wrong-target', 'the agent itself'],
])('an alias %s does not pass', async (_, arn, code, detail) => {
  const test = await inspect(arn)
  expect(test.ok).toBe(false)
  const problem = test.checks.find(({ ok }) => !ok)?.problem
  expect(problem?.code).toBe(code)
  expect(problem?.detail).toContain(detail)
}) // prettier-ignore

test('passes when only the call itself is allowed', async () => {
  world.emulator.faults.set([{ operation: 'GetAgent*', error: 'AccessDeniedException' }])
  const test = await inspect(aliasArn)
  expect(test).toMatchObject({ ok: true, version: null, agent_name: null })
  expect(test.checks[2]?.summary).toContain('Calling the agent does not need it')
})

test('does not pass without credentials', async () => {
  world.emulator.faults.set([{ error: 'UnrecognizedClientException' }])
  const problem = (await inspect(aliasArn)).checks.find(({ ok }) => !ok)?.problem
  expect(problem?.code).toBe('invalid-credentials')
})
