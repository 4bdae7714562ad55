import { connectionTest } from '@outcrop/contract'
import { describe, expect, test } from 'vitest'
import type { Connection } from './bedrock.ts'
import { emulated } from './testing/emulated.ts'

const world = emulated()

const tested = async (connection: Connection) =>
  connectionTest.parse(await world.bedrock.testConnection(connection))

const role = (external_id: string) =>
  world.connection({
    endpoint: world.emulator.url,
    credentials: {
      type: 'assume_role',
      role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
      session_name: 'test',
      external_id,
      source: {
        type: 'access_key',
        access_key_id: 'AKIAEMULATOR00000001',
        secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
      },
    },
  })

const permissionsAndLists = [
  'bedrock:ListFoundationModels',
  'bedrock:ListInferenceProfiles',
  'bedrock:ListProvisionedModelThroughputs',
]

describe('a provider that works', () => {
  test('passes every check', async () => {
    const result = await tested(world.connection())
    expect(result).toMatchObject({
      ok: true,
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:user/outcrop',
    })
    expect(result.checks.map(({ check, ok }) => [check, ok])).toEqual([
      ['sts:GetCallerIdentity', true],
      ...permissionsAndLists.map((check) => [check, true]),
    ])
    expect(result.checks[1]?.summary).toMatch(/us-east-1 offers \d+ foundation models/)
  })

  test('by a role says so first', async () => {
    const result = await tested(role('outcrop-demo'))
    expect(result.ok).toBe(true)
    expect(result.arn).toContain('assumed-role/OutcropBedrock/test')
    expect(result.checks[0]).toMatchObject({ check: 'sts:AssumeRole', ok: true })
  })

  test('may lack the permission to list', async () => {
    world.emulator.faults.set([{ operation: 'List*', error: 'AccessDeniedException' }])
    const result = await tested(world.connection())
    expect(result.ok).toBe(true)
    for (const check of result.checks.slice(1)) {
      expect(check.ok).toBe(false)
      expect(check.summary).toContain('The provider works all the same')
      expect(check.summary).toContain(check.check)
      expect(check.problem?.code).toBe('access-denied')
    }
  })
})

describe('a provider that does not work', () => {
  test('with a wrong secret', async () => {
    const result = await tested(
      world.connection({
        endpoint: world.emulator.url,
        credentials: {
          type: 'access_key',
          access_key_id: 'AKIAEMULATOR00000001',
          secret_access_key: 'wrong',
        },
      }),
    )
    expect(result).toMatchObject({ ok: false, account: null, arn: null })
    expect(result.checks.map(({ problem }) => problem?.code)).toEqual(
      Array.from({ length: 4 }, () => 'signature-mismatch'),
    )
  })

  test('with a role that cannot be assumed fails that check and makes no other', async () => {
    const result = await tested(role('wrong'))
    expect(result.ok).toBe(false)
    expect(result.checks.map(({ check }) => check)).toEqual(['sts:AssumeRole'])
    expect(result.checks[0]?.problem?.code).toBe('role-not-assumable')
  })

  test('is asked anew each time, because someone may have mended the role', async () => {
    const connection = role('wrong')
    await tested(connection)
    await tested(connection)
    expect(world.emulator.calls.count('AssumeRole')).toBe(2)
  })

  test.each(['GetCallerIdentity', 'ListFoundationModels', 'ListInferenceProfiles'])(
    'when %s is not available',
    async (operation) => {
      world.emulator.faults.set([{ operation, error: 'ServiceUnavailableException' }])
      const result = await tested(world.connection())
      expect(result.ok).toBe(false)
      expect(result.checks.filter(({ ok }) => !ok)).toHaveLength(1)
    },
  )

  test('when AWS does not let it ask who it is', async () => {
    world.emulator.faults.set([{ operation: 'GetCallerIdentity', error: 'AccessDeniedException' }])
    expect((await tested(world.connection())).ok).toBe(false)
  })

  test('when nothing listens at its endpoint', async () => {
    const result = await tested(world.connection({ endpoint: 'http://127.0.0.1:1' }))
    expect(result.checks.map(({ problem }) => problem?.code)).toEqual(
      Array.from({ length: 4 }, () => 'cannot-connect'),
    )
  })
})
