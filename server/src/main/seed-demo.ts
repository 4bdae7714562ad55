import { condition, newAgent } from '@outcrop/contract'
import { z } from 'zod'
import { preloadAttributes } from '../features/attributes/attributes.ts'
import { createStream, insertFeed } from '../features/streams/streams.ts'
import type { Parts } from './compose.ts'
import { retailExample } from './retail-example.ts'
import { seedDemoActions } from './seed-demo-actions.ts'
import { seedDemoVisitors } from './seed-demo-visitors.ts'

const feedFile = z.object({ name: z.string(), condition })

const demoAgent = {
  name: 'Shop support',
  description: 'Answers customers of the outdoor shop. It lives in the emulator.',
  alias_arn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01',
}

/**
 * A shop to try things on: the stream demo/shop, a provider on the emulator, its support agent, what
 * is known of its visitors, and three published actions whose answers enrich them. All of it comes
 * from examples/retail.
 */
export async function seedDemo(
  { pool, now, providers, agents, automations }: Parts,
  organizationId: string,
): Promise<void> {
  const stream = await createStream(
    pool,
    organizationId,
    { account: 'demo', profile: 'shop', max_requests_per_s: null },
    (db, id) => preloadAttributes(db, now(), id),
  )
  if (!stream) return
  const audiences = await seedDemoVisitors({ pool, now }, organizationId, stream.id)
  const provider = await providers.ensureEmulatorProvider(organizationId)
  await agents.connect(organizationId, newAgent.parse({ ...demoAgent, provider_id: provider.id }))
  const feed = await insertFeed(pool, organizationId, {
    ...feedFile.parse(retailExample('feed.json')),
    stream_id: stream.id,
  })
  await seedDemoActions(automations, {
    organizationId,
    providerId: provider.id,
    feedId: feed?.id ?? '',
    audiences,
  })
}
