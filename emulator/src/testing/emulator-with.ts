import { afterEach } from 'vitest'
import type { z } from 'zod'
import type { AccountInput } from '../accounts/account-schema.ts'
import type { policySchema } from '../iam/policy-schema.ts'
import { startEmulator, type Emulator } from '../index.ts'
import { demoKey, secondKey } from './connect.ts'

export type PolicyInput = z.input<typeof policySchema>

export type Statement = ReturnType<typeof allow> | ReturnType<typeof deny>

/** The only policy of somebody, with these statements. */
export function policyOf(statements: PolicyInput['Statement']): PolicyInput[] {
  return [{ Version: '2012-10-17', Statement: statements }]
}

const started: Emulator[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()))
})

/** A statement that allows, as it stands in a policy. */
export function allow(action: string | string[], resource: string | string[] = '*', more = {}) {
  return { Effect: 'Allow' as const, Action: action, Resource: resource, ...more }
}

/** A statement that forbids. */
export function deny(action: string | string[], resource: string | string[] = '*', more = {}) {
  return { ...allow(action, resource, more), Effect: 'Deny' as const }
}

/** An emulator, closed after the test, whose first key has these statements as its only policy. */
export async function emulatorWith(
  statements: PolicyInput['Statement'],
  more: Partial<AccountInput> = {},
): Promise<Emulator> {
  const policies = policyOf(statements)
  const emulator = await startEmulator({
    accounts: [
      {
        id: '111122223333',
        users: [{ name: 'outcrop', policies }],
        accessKeys: [{ id: demoKey.accessKeyId, secret: demoKey.secretAccessKey, user: 'outcrop' }],
        ...more,
      },
      {
        id: '444455556666',
        accessKeys: [
          { id: secondKey.accessKeyId, secret: secondKey.secretAccessKey, user: 'guest' },
        ],
      },
    ],
  })
  started.push(emulator)
  return emulator
}
