import { newDataSource, newSpecification } from '@outcrop/contract'
import { z } from 'zod'
import type { Pool } from '../db/pool.ts'
import { createDataSource } from '../features/data-sources/data-sources.ts'
import { createSpecification } from '../features/specifications/specifications.ts'
import type { Clock } from '../kernel/clock.ts'
import type { DemoSoFar } from './demo-store.ts'
import { retailExample } from './retail-example.ts'

const sourceFile = newDataSource.omit({ stream_id: true })
const specificationsFile = z.array(newSpecification.omit({ stream_id: true }))

/** What the events of the shop should hold, by their name. */
export const demoSpecifications = () =>
  specificationsFile.parse(retailExample('specifications.json'))

/** Makes what there is not yet: where the events of the shop come from, and what two kinds of them should hold. */
export async function seedDemoIntake(
  options: { readonly pool: Pool; readonly now: Clock },
  organizationId: string,
  stream_id: string,
  known: Pick<DemoSoFar, 'sources' | 'specifications'>,
): Promise<void> {
  const source = sourceFile.parse(retailExample('data-source.json'))
  if (!known.sources.has(source.name))
    await createDataSource(options, organizationId, { ...source, stream_id })
  for (const one of demoSpecifications()) {
    if (known.specifications.has(one.name)) continue
    await createSpecification(options, organizationId, { ...one, stream_id })
  }
}
