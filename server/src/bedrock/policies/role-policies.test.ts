import { startEmulator, type EmulatorOptions } from '@outcrop/emulator'
import { expect, it } from 'vitest'
import { problemFrom } from '../testing/emulated.ts'
import { createBedrock, type Connection } from '../bedrock.ts'
import type { PolicyDocument } from './policy-document.ts'
import type { PolicySet } from './policy-set.ts'

const model = 'amazon.nova-micro-v1:0'
const roleArn = 'arn:aws:iam::111122223333:role/Outcrop'
const key = { id: 'AKIAROLETEST00000001', secret: 'role-secret', user: 'outcrop' }

type Account = NonNullable<EmulatorOptions['accounts']>[number]
type Role = NonNullable<Account['roles']>[number]
type Given = {
  role: Partial<Role>
  source: PolicyDocument | 'anything' | 'nothing'
  externalId?: string
}

/** By way of JSON, as a policy reaches AWS. */
function sent(policy: object) {
  const copy: NonNullable<Role['policies']>[number] = JSON.parse(JSON.stringify(policy))
  return copy
}

const trusted = ({ trust }: NonNullable<PolicySet['role']>): Partial<Role> => {
  const trustPolicy: NonNullable<Role['trustPolicy']> = JSON.parse(JSON.stringify(trust))
  return { trustPolicy }
}

/** Runs work with a provider that assumes a role of another account. */
async function assuming<T>(
  { role, source, externalId = 'agreed' }: Given,
  work: (bedrock: ReturnType<typeof createBedrock>, connection: Connection) => Promise<T>,
): Promise<T> {
  const policies = typeof source === 'string' ? [] : [sent(source)]
  const users = source === 'anything' ? [] : [{ name: 'outcrop', policies }]
  const emulator = await startEmulator({
    accounts: [
      { id: '111122223333', roles: [{ name: 'Outcrop', ...role }] },
      { id: '444455556666', users, accessKeys: [key] },
    ],
  })
  const log = { warn: () => undefined }
  const bedrock = createBedrock({ emulatorUrl: emulator.url, maxSockets: 8, now: () => new Date(), log }) // prettier-ignore
  const credentials = {
    type: 'assume_role',
    role_arn: roleArn,
    session_name: 'outcrop',
    external_id: externalId,
    source: { type: 'access_key', access_key_id: key.id, secret_access_key: key.secret },
  } as const
  const connection = { providerId: 'p', revision: 1, region: 'us-east-1', endpoint: emulator.url, credentials } // prettier-ignore
  try {
    return await work(bedrock, connection)
  } finally {
    bedrock.close()
    await emulator.close()
  }
}

const ask = (bedrock: ReturnType<typeof createBedrock>, connection: Connection) =>
  bedrock.converse(
    connection,
    { model, messages: [{ role: 'user', text: 'Hello' }], inference: {} },
    { signal: new AbortController().signal },
  )

/** The policies as they are printed for a provider that works. */
const printed = (): Promise<PolicySet> =>
  assuming(
    { role: { trusts: ['444455556666'] }, source: 'anything' },
    async (bedrock, connection) => {
      const uses = [{ kind: 'model', model } as const]
      const { set, notes } = await bedrock.policies(connection, { uses, reading: false })
      expect(notes).toEqual([])
      return set
    },
  )

async function failureWith(given: Given): Promise<string> {
  return assuming(given, async (bedrock, connection) => {
    const { code } = await problemFrom(ask(bedrock, connection))
    return code
  })
}

it('the policies of a role, of whom it trusts and of who assumes it are enough, and each is needed', async () => {
  const { permissions, role } = await printed()
  if (!role?.trust) throw new Error('There is no trust policy.')
  const { source } = role
  const policies = [sent(permissions)]
  const trust = trusted(role)
  const whole = { role: { ...trust, policies }, source }

  const { outputMode } = await assuming(whole, ask)
  expect(outputMode).toBeDefined()

  expect(await failureWith({ ...whole, role: { ...trust, policies: [] } })).toBe('access-denied')
  const others = { trusts: ['999999999999'], policies }
  expect(await failureWith({ ...whole, role: others })).toBe('role-not-assumable')
  expect(await failureWith({ ...whole, externalId: 'guessed' })).toBe('role-not-assumable')
  expect(await failureWith({ ...whole, source: 'nothing' })).toBe('role-not-assumable')
})
