import type { Config } from '../config.ts'
import { otherConnections } from '../db/other-connections.ts'
import type { Pool } from '../db/pool.ts'
import { resealProviders, type Resealed } from '../features/providers/providers.ts'
import { beginKeyRotation, endKeyRotation } from '../kernel/rotate-key-file.ts'
import { createSeal } from '../kernel/seal.ts'
import { readMasterKeys } from './read-master-keys.ts'

/** Goes as far as it can now, and says in one sentence what is done and what is to be done next. */
export async function rotate(pool: Pool, config: Config): Promise<string> {
  if (config.secretKey !== undefined) return resealed(await reseal(pool, config), 'OUTCROP_PREVIOUS_SECRET_KEY is no longer needed.') // prettier-ignore
  readMasterKeys(config)
  // A server that runs knows the old key only, and could not open what is sealed with the new one.
  if (beginKeyRotation(config.dataDir) === 'made' && (await otherConnections(pool)) > 0) {
    return 'A new master key is in the file secret-key, the old one beside it. Restart every server process, then run this again to seal the secrets anew.'
  }
  const result = await reseal(pool, config)
  if (result.locked.length === 0) endKeyRotation(config.dataDir)
  return resealed(result, 'The old key is deleted.')
}

function reseal(pool: Pool, config: Config): Promise<Resealed> {
  return resealProviders(pool, createSeal(readMasterKeys(config)))
}

function resealed({ done, locked }: Resealed, then: string): string {
  if (locked.length > 0) {
    const which = locked.map(({ id, why }) => `${id}: ${why}`).join('\n')
    throw new Error(`${done} secrets are sealed anew. These cannot be opened:\n${which}`)
  }
  return `Every secret is sealed with the current master key; ${done} of them were sealed anew. ${then}`
}
