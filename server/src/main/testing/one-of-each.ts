import type { Client, Run } from '@outcrop/contract'

/** One thing of each kind of an organization, by the noun of its path, and what operations on them take. */
export async function oneOfEach(owner: Client, run: Run) {
  const [stream] = (await owner.listStreams({ query: {} })).items
  const [feed] = (await owner.listFeeds({ query: {} })).items
  const [provider] = (await owner.listProviders({ query: {} })).items
  const service = await owner.createService({ body: { name: 'Fast', provider_id: provider?.id ?? '', model: 'amazon.nova-micro-v1:0' } }) // prettier-ignore
  const [automation] = (await owner.listAutomations({ query: {} })).items
  const [key] = (await owner.listApiKeys({ query: {} })).items
  const [trace] = (await owner.listTraces({ query: {} })).items
  const [agent] = (await owner.listAgents({ query: {} })).items
  const conversation = await owner.startConversation({ params: { id: agent?.id ?? '' }, body: {} })
  const budget = await owner.createBudget({ body: { name: 'All', scope: { type: 'organization' }, period: 'month', amount_usd: '1000' } }) // prettier-ignore
  const price = await owner.setPrice({ body: { model: 'some.model', input_usd_per_million: '1', output_usd_per_million: '2' } }) // prettier-ignore
  const attribute = await owner.createAttribute({ body: { stream_id: stream?.id ?? '', name: 'carts', scope: 'visitor', type: 'number' } }) // prettier-ignore
  const audience = await owner.createAudience({ body: { stream_id: stream?.id ?? '', name: 'All', condition: { all: [] } } }) // prettier-ignore
  const source = await owner.createDataSource({
    body: { stream_id: stream?.id ?? '', name: 'Shop' },
  })
  const specification = await owner.createSpecification({
    body: { stream_id: stream?.id ?? '', name: 'purchase' },
  })
  const erasure = await owner.eraseVisitor({ params: { stream_id: stream?.id ?? '', visitor_id: 'nobody' } }) // prettier-ignore
  const group = await owner.createCooldownGroup({ body: { name: 'Offers', period_hours: 24 } })
  const ids: Record<string, string | undefined> = {
    'data-sources': source.id, 'cooldown-groups': group.id, specifications: specification.id, attributes: attribute.id, erasures: erasure.id, audiences: audience.id, budgets: budget.id, prices: price.id,
    delays: `dly_${'0'.repeat(32)}`, 'paused-targets': `ptg_${'0'.repeat(32)}`, agents: agent?.id, services: service.id, streams: stream?.id, feeds: feed?.id, providers: provider?.id, automations: automation?.id,
    runs: run.id, events: run.trigger.event_id, held: run.trigger.event_id, 'api-keys': key?.id, traces: trace?.id,
  } // prettier-ignore
  const definition = automation?.draft
  const bodies: Record<string, unknown> = {
    updateAutomation: definition, startRun: { event_id: run.trigger.event_id }, replayRun: {},
    updateFeed: { name: 'x' }, addProviderKey: { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: 'x' }, updateProvider: { name: 'x' }, updateService: { name: 'x' },
  } // prettier-ignore
  return { ids, bodies, conversationId: conversation.id }
}
