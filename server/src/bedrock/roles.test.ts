import type { Credentials } from '@outcrop/contract'
import { describe, expect, test } from 'vitest'
import { emulated, problemFrom } from './testing/emulated.ts'

const world = emulated()
const open = () => new AbortController().signal
let sessions = 0

const key = {
  type: 'access_key',
  access_key_id: 'AKIAEMULATOR00000001',
  secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
} as const

type AssumedRole = Extract<Credentials, { type: 'assume_role' }>

function role(change: Partial<AssumedRole> = {}): AssumedRole {
  return {
    type: 'assume_role',
    role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
    session_name: `session-${(sessions += 1)}`,
    external_id: 'outcrop-demo',
    source: key,
    ...change,
  }
}

const connect = (credentials: Credentials) =>
  world.connection({ endpoint: world.emulator.url, credentials })

const hello = (connection: ReturnType<typeof connect>) =>
  world.bedrock.converse(
    connection,
    {
      model: 'amazon.nova-micro-v1:0',
      messages: [{ role: 'user', text: 'Hello' }],
      inference: {},
    },
    { signal: open() },
  )

describe('an assumed role', () => {
  test('signs the calls', async () => {
    await hello(connect(role()))
    const [assumed, called] = world.emulator.calls.recent()
    expect(assumed).toMatchObject({ operation: 'AssumeRole', accessKeyId: 'AKIAEMULATOR00000001' })
    expect(called).toMatchObject({ operation: 'Converse', status: 200 })
    expect(called?.accessKeyId).toMatch(/^ASIA/)
  })

  test('is assumed once for the whole process, over providers and services', async () => {
    const credentials = role()
    await Promise.all(Array.from({ length: 25 }, () => hello(connect(credentials))))
    const connection = connect(credentials)
    await Promise.all([hello(connection), world.bedrock.listModels(connection, { signal: open() })])
    expect(world.emulator.calls.count('AssumeRole')).toBe(1)
    expect(world.emulator.calls.count('Converse')).toBe(26)
  })

  test.each<[string, (credentials: AssumedRole) => unknown]>([
    ['another external id', (credentials) => void (credentials.external_id = 'wrong')],
    ['no external id', (credentials) => delete credentials.external_id],
    [
      'another role',
      (credentials) => void (credentials.role_arn = 'arn:aws:iam::111122223333:role/Nobody'),
    ],
  ])('is refused with %s, and STS is left in peace for a while', async (_, spoil) => {
    const credentials = role()
    spoil(credentials)
    const problem = await problemFrom(hello(connect(credentials)))
    expect(problem.code).toBe('role-not-assumable')
    expect(problem.message).toContain('Assuming the role arn:aws:iam::111122223333:role/')
    expect(problem.aws?.code).toBe('AccessDenied')
    await problemFrom(hello(connect(credentials)))
    expect(world.emulator.calls.count('AssumeRole')).toBe(1)
    expect(world.emulator.calls.count('Converse')).toBe(0)
  })

  test('is not assumable with a key that nobody knows', async () => {
    const source = { type: 'access_key' as const, access_key_id: 'AKIANOBODY0000000001', secret_access_key: 'x' } // prettier-ignore
    expect((await problemFrom(hello(connect(role({ source }))))).code).toBe('invalid-credentials')
  })

  test('a corrected secret is tried at once', async () => {
    const credentials = role()
    const wrong = { ...credentials, source: { ...key, secret_access_key: 'wrong' } }
    expect((await problemFrom(hello(connect(wrong)))).code).toBe('signature-mismatch')
    await hello(connect(credentials))
    expect(world.emulator.calls.count('Converse')).toBe(1)
  })

  test('a corrected external id is tried at once', async () => {
    const credentials = role()
    const wrong = { ...credentials, external_id: 'wrong' }
    expect((await problemFrom(hello(connect(wrong)))).code).toBe('role-not-assumable')
    await hello(connect(credentials))
    expect(world.emulator.calls.count('Converse')).toBe(1)
  })

  test.each(['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidClientTokenId'])(
    'is assumed anew, once, when a call is refused with %s',
    async (error) => {
      const connection = connect(role())
      await hello(connection)
      world.emulator.faults.set([{ operation: 'Converse', error, first: 1 }])
      await hello(connection)
      expect(world.emulator.calls.count('AssumeRole')).toBe(2)
      expect(world.emulator.calls.count('Converse')).toBe(3)
      const keys = world.emulator.calls.recent().filter(({ operation }) => operation === 'Converse')
      expect(keys[1]?.accessKeyId).not.toBe(keys[2]?.accessKeyId)
    },
  )

  test('is assumed once more only, however often the call is refused', async () => {
    world.emulator.faults.set([{ operation: 'Converse', error: 'ExpiredTokenException' }])
    const problem = await problemFrom(hello(connect(role())))
    expect(problem.code).toBe('expired-credentials')
    expect(world.emulator.calls.count('Converse')).toBe(2)
    expect(world.emulator.calls.count('AssumeRole')).toBe(2)
  })

  test('fifty calls that are refused together assume it anew once', async () => {
    const connection = connect(role())
    await hello(connection)
    const accessKey = world.emulator.calls.recent().at(-1)?.accessKeyId ?? ''
    world.emulator.faults.set([
      { operation: 'Converse', error: 'ExpiredTokenException', accessKey },
    ])
    await Promise.all(Array.from({ length: 50 }, () => hello(connection)))
    expect(world.emulator.calls.count('AssumeRole')).toBe(2)
  })

  test('waiting for it ends with the signal, and others still get it', async () => {
    world.emulator.faults.set([{ operation: 'AssumeRole', latency: 300 }])
    const connection = connect(role())
    const patient = hello(connection)
    const controller = new AbortController()
    const hasty = world.bedrock.listModels(connection, { signal: controller.signal })
    controller.abort()
    expect((await problemFrom(hasty)).code).toBe('cancelled')
    await patient
    expect(world.emulator.calls.count('AssumeRole')).toBe(1)
  })
})

test('lasting keys are not tried twice', async () => {
  world.emulator.faults.set([{ operation: 'Converse', error: 'ExpiredTokenException' }])
  expect((await problemFrom(hello(world.connection()))).code).toBe('expired-credentials')
  expect(world.emulator.calls.count('Converse')).toBe(1)
})
