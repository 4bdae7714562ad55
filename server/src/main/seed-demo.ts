import { newAgent, newFeed } from '@outcrop/contract'
import { preloadAttributes } from '../features/attributes/attributes.ts'
import { createFeed, createStream } from '../features/streams/streams.ts'
import type { Parts } from './compose.ts'
import { findDemo } from './demo-store.ts'
import { retailExample } from './retail-example.ts'
import { seedDemoActions } from './seed-demo-actions.ts'
import { seedDemoIntake } from './seed-demo-intake.ts'
import { seedDemoVisitors } from './seed-demo-visitors.ts'

const feedFile = newFeed.omit({ stream_id: true })

const demoAgent = {
  name: 'Shop support',
  description: 'Answers customers of the outdoor shop. It lives in the emulator.',
  alias_arn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01',
}

const place = { account: 'demo', profile: 'shop' }

/**
 * A shop to try things on: the stream demo/shop, where its events come from and what they should hold,
 * what is known of its visitors, a provider on the emulator, a support agent, and three published
 * actions whose answers enrich visitors. All of it comes from examples/retail. What is there already, because a start was killed in the middle, stays.
 */
export async function seedDemo(
  { pool, now, providers, agents, automations }: Parts,
  organizationId: string,
): Promise<void> {
  const known = await findDemo(pool, organizationId, place)
  const streamId = known.streamId ?? (await makeStream({ pool, now }, organizationId))
  if (streamId === undefined) return
  const audiences = await seedDemoVisitors({ pool, now }, organizationId, streamId, known)
  await seedDemoIntake({ pool, now }, organizationId, streamId, known)
  const provider = await providers.ensureEmulatorProvider(organizationId)
  if (!known.agents.has(demoAgent.name))
    await agents.connect(organizationId, newAgent.parse({ ...demoAgent, provider_id: provider.id }))
  const wanted = feedFile.parse(retailExample('feed.json'))
  const feedId =
    known.feeds.get(wanted.name) ??
    (await createFeed(pool, organizationId, { ...wanted, stream_id: streamId })).id
  const { id: providerId } = provider
  const demo = { organizationId, providerId, feedId, audiences }
  await seedDemoActions(automations, demo, known)
}

async function makeStream(
  { pool, now }: Pick<Parts, 'pool' | 'now'>,
  organizationId: string,
): Promise<string | undefined> {
  const stream = await createStream(
    pool,
    organizationId,
    { ...place, max_requests_per_s: null },
    (db, id) => preloadAttributes(db, now(), id),
  )
  return stream?.id
}
