import { describe, expect, test } from 'vitest'
import { emulated, problemFrom } from './testing/emulated.ts'

const minuteMs = 60_000
let aheadMs = 0
const world = emulated({ now: () => new Date(Date.now() + aheadMs) })
const signal = new AbortController().signal

const hello = (connection: ReturnType<typeof world.connection>) =>
  world.bedrock.converse(
    connection,
    { model: 'amazon.nova-micro-v1:0', messages: [{ role: 'user', text: 'Hello' }], inference: {} },
    { signal },
  )
const statuses = (operation: string) =>
  world.emulator.calls
    .recent()
    .filter((call) => call.operation === operation)
    .map(({ status }) => status)

const role = {
  type: 'assume_role',
  role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
  external_id: 'outcrop-demo',
  source: {
    type: 'access_key',
    access_key_id: 'AKIAEMULATOR00000001',
    secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
  },
} as const

describe.each([
  ['six minutes behind', 6],
  ['six minutes ahead', -6],
  ['three hours behind', 180],
  ['three hours ahead', -180],
])('a machine whose clock is %s', (name, minutes) => {
  test('signs by the clock of AWS after the first refusal', async () => {
    aheadMs = minutes * minuteMs
    const connection = world.connection()
    await hello(connection)
    await hello(connection)
    expect(statuses('Converse')).toEqual([403, 200, 200])
  })

  test('passes its test of the connection', async () => {
    aheadMs = minutes * minuteMs
    const { ok, checks } = await world.bedrock.testConnection(world.connection(), [])
    expect(checks.filter((check) => !check.ok)).toEqual([])
    expect(ok).toBe(true)
  })

  test('assumes a role once for as long as it is good', async () => {
    aheadMs = minutes * minuteMs
    const credentials = { ...role, session_name: name.replaceAll(' ', '-') }
    const connection = world.connection({ endpoint: world.emulator.url, credentials })
    for (let call = 0; call < 5; call += 1) await hello(connection)
    expect(statuses('AssumeRole')).toEqual([403, 200])
    expect(statuses('Converse').filter((status) => status === 200)).toHaveLength(5)
  })
})

test.each(['InvalidSignatureException', 'RequestExpired'])(
  'a refusal with %s that another date does not mend names the clock, and is sent once',
  async (error) => {
    aheadMs = 0
    world.emulator.faults.set([
      { operation: 'Converse', error, message: 'Signature expired: 20260301T113000Z is now earlier than 20260301T115500Z' }, // prettier-ignore
    ])
    const problem = await problemFrom(hello(world.connection()))
    expect(problem.code).toBe('signature-mismatch')
    expect(problem.remedy).toContain('clock of this machine')
    expect(world.emulator.calls.count('Converse')).toBe(1)
  },
)

test('a wrong secret on a machine whose clock is wrong is no endless story', async () => {
  aheadMs = 20 * minuteMs
  const credentials = { ...role.source, secret_access_key: 'wrong' }
  const problem = await problemFrom(hello(world.connection({ endpoint: world.emulator.url, credentials }))) // prettier-ignore
  expect(problem.code).toBe('signature-mismatch')
  expect(problem.remedy).toContain('Enter the secret again')
  expect(statuses('Converse')).toEqual([403, 403])
})

test('a denial on a machine whose clock is wrong is not sent again', async () => {
  aheadMs = 20 * minuteMs
  const connection = world.connection()
  await hello(connection)
  world.emulator.calls.clear()
  world.emulator.faults.set([{ operation: 'Converse', error: 'AccessDeniedException' }])
  expect((await problemFrom(hello(connection))).code).toBe('access-denied')
  expect(statuses('Converse')).toEqual([403])
})
