import { join } from 'node:path'
import type { NewAudience } from '../../contract/src/index.ts'
import { migrate } from '../../server/src/db/migrate.ts'
import type { Pool } from '../../server/src/db/pool.ts'
import {
  createAttribute,
  preloadAttributes,
} from '../../server/src/features/attributes/attributes.ts'
import { createAudience } from '../../server/src/features/audiences/audiences.ts'
import { createStream } from '../../server/src/features/streams/streams.ts'
import { newId } from '../../server/src/kernel/id.ts'
import { demoVisitors } from '../../server/src/main/seed-demo-visitors.ts'
import type { Database } from './database.ts'
import { startOutcrop } from './outcrop.ts'
import { root } from './program.ts'
import type { Rig } from './rig.ts'

/** An organization with the stream of the demo and its attributes, no automations, and its intake. */
export interface Shop {
  readonly url: string
  readonly databaseUrl: string
  readonly pool: Pool
  readonly organizationId: string
  readonly streamId: string
}

const now = () => new Date()

export async function startShop(rig: Rig, database: Database): Promise<Shop> {
  const databaseUrl = await database.create('outcrop_shop')
  const pool = database.connect(databaseUrl)
  await migrate(pool, join(root, 'server/migrations'))
  const organizationId = newId('organization')
  await pool.query(`insert into organizations (id, name) values ($1, 'Shop')`, [organizationId])
  const stream = { account: 'demo', profile: 'shop', max_requests_per_s: null }
  const made = await createStream(pool, organizationId, stream, (db, id) =>
    preloadAttributes(db, now(), id),
  )
  if (!made) throw new Error('The stream of the shop is there already.')
  const streamId = made.id
  for (const one of demoVisitors().attributes) {
    await createAttribute({ pool, now }, organizationId, { ...one, stream_id: streamId })
  }
  const dataDir = join(rig.folder, 'serve')
  const { url } = await startOutcrop(rig, 'serve', { databaseUrl, dataDir })
  return { url, databaseUrl, pool, organizationId, streamId }
}

/** Adds audiences, numbered from one number to before another, on what nearly every event changes or few do. */
export async function addAudiences(
  { pool, organizationId, streamId }: Shop,
  from: number,
  to: number,
): Promise<void> {
  for (let number = from; number < to; number += 1) {
    const condition = conditions[number % conditions.length]?.(number)
    if (!condition) throw new Error('There are no conditions.')
    const audience = { stream_id: streamId, name: `Audience ${number}`, description: '', condition }
    await createAudience({ pool, now }, organizationId, audience)
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
