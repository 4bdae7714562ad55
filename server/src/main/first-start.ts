import { newId } from '../kernel/id.ts'
import type { Parts } from './compose.ts'
import { seedDemo } from './seed-demo.ts'
import { findOrganization, insertOrganization } from './organization-store.ts'

/** Makes the first organization when there is none, with an owner and, if wanted, the demo. */
export async function firstStart(
  parts: Parts,
): Promise<{ organizationId: string; ownerEmail: string }> {
  const { pool, access, config } = parts
  const known = await findOrganization(pool)
  const organizationId = known ?? newId('organization')
  if (known === undefined) {
    await insertOrganization(pool, organizationId, config.demo ? 'Demo shop' : 'My organization')
    if (config.demo) await seedDemo(parts, organizationId)
  }
  const owner = await access.ensureOwner(organizationId)
  if (config.apiKey !== undefined) await access.ensureBootstrapKey(organizationId, config.apiKey)
  return { organizationId, ownerEmail: owner.email }
}
