import { expect, test } from 'vitest'
import { emulated } from '../testing/emulated.ts'
import { flowArn, flowEmulator } from './testing/flow-emulator.ts'

const world = emulated(flowEmulator)

async function checkOf(alias: string) {
  const { checks } = await world.bedrock.testConnection(world.connection(), [
    { kind: 'flow', alias },
  ])
  return checks.find(({ check }) => check === 'bedrock:GetFlowAlias')
}

test('says where an alias leads', async () => {
  expect(await checkOf(`${flowArn('ECHO000001')}/alias/LIVE000001`)).toMatchObject({
    ok: true,
    summary: 'The flow alias "live" leads to version 1.',
  })
})

test.each([
  ['an alias of the draft', 'alias/DRAFT00001', 'wrong-target', '"edge" leads to the draft'],
  ['the test alias', 'alias/TSTALIASID', 'wrong-target', 'leads to the draft'],
  ['the name of an alias', 'alias/live', 'wrong-target', 'its alias "live" must be ten'],
  ['an alias that is missing', 'alias/GONE000001', 'resource-not-found', 'GONE000001'],
])('says what is wrong with %s', async (_, end, code, detail) => {
  const check = await checkOf(`${flowArn('ECHO000001')}/${end}`)
  expect(check).toMatchObject({ ok: false, problem: { code } })
  expect(check?.summary).toContain(detail)
})
