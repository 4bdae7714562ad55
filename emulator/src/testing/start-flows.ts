import type { AccountInput } from '../accounts/account-schema.ts'
import { startEmulator, type Emulator, type EmulatorOptions } from '../index.ts'
import { demoKey } from './connect.ts'
import { policyOf, type Statement } from './emulator-with.ts'
import { flow } from './flow-emulator.ts'
import type { Definition } from './flow-parts.ts'

type Given = {
  /** By their ids. */
  flows: Record<string, Definition>
  account?: Partial<AccountInput>
  /** What their execution role may do; everything if absent. */
  role?: Statement[]
}

/** An emulator whose only account has these flows. */
export function startFlows(
  { flows, account, role }: Given,
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const executionRole = role && { executionRole: 'Flows' }
  return startEmulator({
    ...options,
    accounts: [
      {
        id: '111122223333',
        accessKeys: [{ id: demoKey.accessKeyId, secret: demoKey.secretAccessKey }],
        roles: role ? [{ name: 'Flows', policies: policyOf(role) }] : [],
        flows: Object.entries(flows).map(([id, definition]) => ({
          ...flow(id, definition),
          ...executionRole,
        })),
        ...account,
      },
    ],
  })
}
