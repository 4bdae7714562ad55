import type { RouteInput, routes, UsageDimension } from '@outcrop/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { wholeList } from './whole-list.ts'

type EventFilter = RouteInput<typeof routes.listEvents>['query']
type VisitorFilter = RouteInput<typeof routes.listVisitors>['query']
type DelayFilter = RouteInput<typeof routes.listDelays>['query']
type RunFilter = RouteInput<typeof routes.listRuns>['query']

/** Most that one page of a list holds. */
const all = { limit: 200 }

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => api.getMe({}, { signal }),
    staleTime: 60_000,
  })

export const usageQuery = (hours: number) =>
  queryOptions({
    queryKey: ['usage', hours],
    queryFn: ({ signal }) => api.getUsage({ query: { hours } }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Bedrock calls of the last hours, summed up. */
export const usageGroupsQuery = (hours: number, by: UsageDimension) =>
  queryOptions({
    queryKey: ['usage', hours, by],
    queryFn: ({ signal }) => api.getUsage({ query: { hours, group_by: by } }, { signal }),
    placeholderData: keepPreviousData,
  })

export const budgetsQuery = () =>
  queryOptions({
    queryKey: ['budgets'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listBudgets({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

/** A list price has no id of its own, so its model stands in as the key of its row. */
export const pricesQuery = () =>
  queryOptions({
    queryKey: ['prices'],
    queryFn: async ({ signal }) => {
      const { items } = await api.listPrices({}, { signal })
      return { items: items.map((price) => ({ ...price, id: price.id ?? price.model, priceId: price.id })) } // prettier-ignore
    },
  })

export const streamsQuery = () =>
  queryOptions({
    queryKey: ['streams'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listStreams({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

export const feedsQuery = () =>
  queryOptions({
    queryKey: ['feeds'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listFeeds({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

export const feedQuery = (id: string) =>
  queryOptions({
    queryKey: ['feeds', id],
    queryFn: ({ signal }) => api.getFeed({ params: { id } }, { signal }),
  })

/** Attributes of one stream, or of all; the newest first. */
export const attributesQuery = (streamId: string | undefined) =>
  queryOptions({
    queryKey: ['attributes', 'of', streamId],
    queryFn: ({ signal }) => wholeList((cursor) => api.listAttributes({ query: { ...all, cursor, stream_id: streamId } }, { signal })), // prettier-ignore
  })

export const attributeQuery = (id: string) =>
  queryOptions({
    queryKey: ['attributes', id],
    queryFn: ({ signal }) => api.getAttribute({ params: { id } }, { signal }),
  })

export const audiencesQuery = (streamId?: string) =>
  queryOptions({
    queryKey: ['audiences', 'of', streamId],
    queryFn: ({ signal }) => wholeList((cursor) => api.listAudiences({ query: { ...all, cursor, stream_id: streamId } }, { signal })), // prettier-ignore
  })

export const audienceQuery = (id: string) =>
  queryOptions({
    queryKey: ['audiences', id],
    queryFn: ({ signal }) => api.getAudience({ params: { id } }, { signal }),
  })

export const visitorsQuery = (query: VisitorFilter) =>
  queryOptions({
    queryKey: ['visitors', query],
    queryFn: ({ signal }) => api.listVisitors({ query }, { signal }),
    placeholderData: keepPreviousData,
  })

export const visitorQuery = (streamId: string, visitorId: string) =>
  queryOptions({
    queryKey: ['visitor', streamId, visitorId],
    queryFn: ({ signal }) =>
      api.getVisitor({ params: { stream_id: streamId, visitor_id: visitorId } }, { signal }),
  })

export const delaysQuery = (query: DelayFilter) =>
  queryOptions({
    queryKey: ['delays', query],
    queryFn: ({ signal }) => api.listDelays({ query }, { signal }),
  })

export const cooldownGroupsQuery = () =>
  queryOptions({
    queryKey: ['cooldown-groups'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listCooldownGroups({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

export const eventsQuery = (query: EventFilter) =>
  queryOptions({
    queryKey: ['events', query],
    queryFn: ({ signal }) => api.listEvents({ query }, { signal }),
    placeholderData: keepPreviousData,
  })

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id],
    queryFn: ({ signal }) => api.getEvent({ params: { id } }, { signal }),
  })

export const eventTraceQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id, 'trace'],
    queryFn: ({ signal }) => api.traceEvent({ params: { id } }, { signal }),
  })

export const tracesQuery = () =>
  queryOptions({
    queryKey: ['traces'],
    queryFn: ({ signal }) => api.listTraces({ query: { limit: 20 } }, { signal }),
  })

export const traceQuery = (id: string) =>
  queryOptions({
    queryKey: ['traces', id],
    queryFn: ({ signal }) => api.getTrace({ params: { id } }, { signal }),
  })

/** `filter` is given the present, so that "the last hour" means the hour before now. */
export const runsQuery = (key: unknown, filter: (now: number) => RunFilter) =>
  queryOptions({
    queryKey: ['runs', key],
    queryFn: ({ signal }) => api.listRuns({ query: filter(Date.now()) }, { signal }),
    placeholderData: keepPreviousData,
  })

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => api.getRun({ params: { id } }, { signal }),
  })

export const providersQuery = () =>
  queryOptions({
    queryKey: ['providers'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listProviders({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

export const providerQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', id],
    queryFn: ({ signal }) => api.getProvider({ params: { id } }, { signal }),
  })

export const pausedTargetsQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', id, 'paused-targets'],
    queryFn: ({ signal }) => api.listPausedTargets({ query: { provider_id: id } }, { signal }),
    refetchInterval: 15_000,
  })

export const allPausedTargetsQuery = () =>
  queryOptions({
    queryKey: ['providers', 'paused-targets'],
    queryFn: ({ signal }) => api.listPausedTargets({ query: {} }, { signal }),
  })

export const policiesQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', id, 'policies'],
    queryFn: ({ signal }) => api.getProviderPolicies({ params: { id } }, { signal }),
  })

/** A limit has no id of its own; what it limits is the key of its row. */
export const limitsQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', id, 'limits'],
    queryFn: async ({ signal }) => {
      const { items } = await api.getLimits({ params: { id } }, { signal })
      return { items: items.map((limit) => ({ ...limit, id: limit.target })) }
    },
  })

export const modelsQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', id, 'models'],
    queryFn: ({ signal }) => api.listModels({ params: { id } }, { signal }),
    staleTime: 300_000,
  })

export const managedPromptQuery = (id: string, arn: string, version: string | undefined) =>
  queryOptions({
    queryKey: ['providers', id, 'managed-prompt', arn, version],
    queryFn: ({ signal }) =>
      api.getManagedPrompt({ params: { id }, query: { arn, version } }, { signal }),
    staleTime: 60_000,
    retry: false,
  })

/** The catalogue changes with the server only. */
export const actionsQuery = () =>
  queryOptions({
    queryKey: ['actions'],
    queryFn: ({ signal }) => api.listActions({}, { signal }),
    staleTime: Infinity,
  })

export const agentsQuery = () =>
  queryOptions({
    queryKey: ['agents'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listAgents({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: ['agents', id],
    queryFn: ({ signal }) => api.getAgent({ params: { id } }, { signal }),
  })

export const conversationsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['agents', agentId, 'conversations'],
    queryFn: ({ signal }) =>
      api.listConversations({ params: { id: agentId }, query: { limit: 50 } }, { signal }),
  })

export const servicesQuery = () =>
  queryOptions({
    queryKey: ['services'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listServices({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['services', id],
    queryFn: ({ signal }) => api.getService({ params: { id } }, { signal }),
  })

export const automationsQuery = () =>
  queryOptions({
    queryKey: ['automations'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listAutomations({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })

export const automationQuery = (id: string) =>
  queryOptions({
    queryKey: ['automations', id],
    queryFn: ({ signal }) => api.getAutomation({ params: { id } }, { signal }),
  })

interface MetricsSpan {
  readonly hours?: number
  readonly from?: string
  readonly to?: string
}

export const automationMetricsQuery = (id: string, span: MetricsSpan) =>
  queryOptions({
    queryKey: ['automations', id, 'metrics', span],
    queryFn: ({ signal }) => api.getAutomationMetrics({ params: { id }, query: span }, { signal }),
    placeholderData: keepPreviousData,
  })

/** How all automations did in the last day. */
export const allMetricsQuery = () =>
  queryOptions({
    queryKey: ['automations', 'metrics'],
    queryFn: ({ signal }) => api.listAutomationMetrics({ query: {} }, { signal }),
  })

export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listApiKeys({ query: { ...all, cursor } }, { signal })), // prettier-ignore
  })
