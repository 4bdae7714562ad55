import { newAttribute, newAudience } from '@outcrop/contract'
import { z } from 'zod'
import type { Pool } from '../db/pool.ts'
import { createAttribute } from '../features/attributes/attributes.ts'
import { createAudience } from '../features/audiences/audiences.ts'
import type { Clock } from '../kernel/clock.ts'
import type { DemoSoFar } from './demo-store.ts'
import { retailExample } from './retail-example.ts'

const attributesFile = z.array(newAttribute.omit({ stream_id: true }))
const audiencesFile = z.array(newAudience.omit({ stream_id: true }))

/** The attributes of the shop, each after those that it uses, and its audiences. */
export const demoVisitors = () => ({
  attributes: attributesFile.parse(retailExample('attributes.json')),
  audiences: audiencesFile.parse(retailExample('audiences.json')),
})

/** Makes what is not known of the visitors of the shop. Resolves with the ids of its audiences, by name. */
export async function seedDemoVisitors(
  options: { readonly pool: Pool; readonly now: Clock },
  organizationId: string,
  stream_id: string,
  known: Pick<DemoSoFar, 'attributes' | 'audiences'>,
): Promise<ReadonlyMap<string, string>> {
  const { attributes, audiences } = demoVisitors()
  for (const one of attributes) {
    if (known.attributes.has(one.name)) continue
    await createAttribute(options, organizationId, { ...one, stream_id })
  }
  const ids = new Map(known.audiences)
  for (const one of audiences) {
    if (ids.has(one.name)) continue
    ids.set(one.name, (await createAudience(options, organizationId, { ...one, stream_id })).id)
  }
  return ids
}
