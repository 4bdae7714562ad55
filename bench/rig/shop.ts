import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newAttribute, type NewAudience } from '../../contract/src/index.ts'
import type { Pool } from '../../server/src/db/pool.ts'
import type { Database } from './database.ts'
import { startOutcrop, type Outcrop } from './outcrop.ts'
import type { Rig } from './rig.ts'

/** An organization with the stream of the demo and its attributes, no automations, and its intake. */
export interface Shop extends Pick<Outcrop, 'api' | 'url'> {
  readonly databaseUrl: string
  readonly pool: Pool
  readonly organizationId: string
  readonly streamId: string
}

const attributesFile = new URL('../../examples/retail/attributes.json', import.meta.url)

/** Makes a shop in a database of its own, served by `outcrop serve`. */
export async function startShop(rig: Rig, database: Database, name: string): Promise<Shop> {
  const databaseUrl = await database.create(name)
  const options = { databaseUrl, dataDir: join(rig.folder, name), demo: false }
  // The first start makes the organization and its key.
  const first = await startOutcrop(rig, 'start', options)
  await first.stop()
  const { api, url } = await startOutcrop(rig, 'serve', options)
  const { organization } = await api.getMe()
  const { id: streamId } = await api.createStream({ body: { account: 'demo', profile: 'shop' } })
  const attributes: unknown = JSON.parse(readFileSync(attributesFile, 'utf8'))
  for (const one of newAttribute.omit({ stream_id: true }).array().parse(attributes)) {
    await api.createAttribute({ body: { ...one, stream_id: streamId } })
  }
  const pool = database.connect(databaseUrl)
  return { api, url, databaseUrl, pool, organizationId: organization.id, streamId }
}

/** Adds audiences, numbered from one number to before another, on what nearly every event changes or few do. */
export async function addAudiences(
  { api, streamId }: Shop,
  from: number,
  to: number,
): Promise<void> {
  for (let number = from; number < to; number += 1) {
    const condition = conditions[number % conditions.length]?.(number)
    if (!condition) throw new Error('There are no conditions.')
    const audience = { stream_id: streamId, name: `Audience ${number}`, description: '', condition }
    await api.createAudience({ body: audience })
  }
}

type Condition = NewAudience['condition']

const conditions: readonly ((number: number) => Condition)[] = [
  (number) => ({ scope: 'visitor', attribute: 'lifetime_event_count', operator: 'greater_than', value: number }), // prettier-ignore
  (number) => ({ scope: 'visitor', attribute: 'lifetime_value', operator: 'greater_than_or_equal', value: number * 50 }), // prettier-ignore
  (number) => ({
    all: [
      { scope: 'visitor', attribute: 'cart_value', operator: 'greater_than', value: number },
      { scope: 'visitor', attribute: 'cart_changed', operator: 'occurred_more_than', value: 1, unit: 'hours' }, // prettier-ignore
    ],
  }),
  (number) => ({
    any: [
      { scope: 'visitor', attribute: 'favorite_category', operator: 'contains', value: String(number) }, // prettier-ignore
      { scope: 'visit', attribute: 'event_count', operator: 'greater_than', value: number },
    ],
  }),
]
