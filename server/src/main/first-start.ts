import { newId } from '../kernel/id.ts'
import type { Parts } from './compose.ts'
import { seedDemo } from './seed-demo.ts'
import { findOrganization, finishDemo, insertOrganization, type Organization } from './organization-store.ts' // prettier-ignore

/**
 * Makes the first organization when there is none, with an owner and, if wanted, the demo. What a
 * start that was killed has left undone is done by the next one.
 */
export async function firstStart(
  parts: Parts,
): Promise<{ organizationId: string; ownerEmail: string }> {
  const { pool, access, config } = parts
  const { id, demo_unfinished } = (await findOrganization(pool)) ?? (await makeOrganization(parts))
  if (config.demo && demo_unfinished) {
    await seedDemo(parts, id)
    await finishDemo(pool, id)
  }
  const owner = await access.ensureOwner(id)
  if (config.apiKey !== undefined) await access.ensureBootstrapKey(id, config.apiKey)
  return { organizationId: id, ownerEmail: owner.email }
}

async function makeOrganization({
  pool,
  config: { demo },
}: Pick<Parts, 'pool' | 'config'>): Promise<Organization> {
  const id = newId('organization')
  await insertOrganization(pool, id, demo ? 'Demo shop' : 'My organization', demo)
  return { id, demo_unfinished: demo }
}
