import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { collectionRooms } from './collection-rooms.ts'
import * as search from './search.ts'
import { root, shell } from './shell-route.ts'
import { BrokenPage } from './shell/broken-page.tsx'
import { MissingPage } from './shell/missing-page.tsx'
import { visitorRooms } from './visitor-rooms.ts'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search.signInSearch,
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: search.homeSearch,
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
})

const trace = createRoute({
  getParentRoute: () => shell,
  path: '/trace',
  validateSearch: search.traceSearch,
  component: lazyRouteComponent(() => import('./pages/traces/trace-page.tsx'), 'TracePage'),
})

const events = createRoute({
  getParentRoute: () => shell,
  path: '/events',
  validateSearch: search.eventsSearch,
  component: lazyRouteComponent(() => import('./pages/events/events-page.tsx'), 'EventsPage'),
})

const event = createRoute({
  getParentRoute: () => shell,
  path: '/events/$id',
  component: lazyRouteComponent(() => import('./pages/events/event-page.tsx'), 'EventPage'),
})

const feeds = createRoute({
  getParentRoute: () => shell,
  path: '/feeds',
  component: lazyRouteComponent(() => import('./pages/feeds/feeds-page.tsx'), 'FeedsPage'),
})

const newFeed = createRoute({
  getParentRoute: () => shell,
  path: '/feeds/new',
  validateSearch: search.newFeedSearch,
  component: lazyRouteComponent(() => import('./pages/feeds/new-feed-page.tsx'), 'NewFeedPage'),
})

const feed = createRoute({
  getParentRoute: () => shell,
  path: '/feeds/$id',
  component: lazyRouteComponent(() => import('./pages/feeds/feed-page.tsx'), 'FeedPage'),
})

const automations = createRoute({
  getParentRoute: () => shell,
  path: '/automations',
  component: lazyRouteComponent(
    () => import('./pages/automations/automations-page.tsx'),
    'AutomationsPage',
  ),
})

const newAutomation = createRoute({
  getParentRoute: () => shell,
  path: '/automations/new',
  validateSearch: search.newAutomationSearch,
  component: lazyRouteComponent(
    () => import('./pages/automations/new-automation-page.tsx'),
    'NewAutomationPage',
  ),
})

const automation = createRoute({
  getParentRoute: () => shell,
  path: '/automations/$id',
  component: lazyRouteComponent(
    () => import('./pages/automations/automation-page.tsx'),
    'AutomationPage',
  ),
})

const runs = createRoute({
  getParentRoute: () => shell,
  path: '/runs',
  validateSearch: search.runsSearch,
  component: lazyRouteComponent(() => import('./pages/runs/runs-page.tsx'), 'RunsPage'),
})

const run = createRoute({
  getParentRoute: () => shell,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('./pages/runs/run-page.tsx'), 'RunPage'),
})

const providers = createRoute({
  getParentRoute: () => shell,
  path: '/providers',
  component: lazyRouteComponent(
    () => import('./pages/providers/providers-page.tsx'),
    'ProvidersPage',
  ),
})

const newProvider = createRoute({
  getParentRoute: () => shell,
  path: '/providers/new',
  component: lazyRouteComponent(
    () => import('./pages/providers/new-provider-page.tsx'),
    'NewProviderPage',
  ),
})

const provider = createRoute({
  getParentRoute: () => shell,
  path: '/providers/$id',
  component: lazyRouteComponent(
    () => import('./pages/providers/provider-page.tsx'),
    'ProviderPage',
  ),
})

const agents = createRoute({
  getParentRoute: () => shell,
  path: '/agents',
  component: lazyRouteComponent(() => import('./pages/agents/agents-page.tsx'), 'AgentsPage'),
})

const connectAgent = createRoute({
  getParentRoute: () => shell,
  path: '/agents/new',
  component: lazyRouteComponent(
    () => import('./pages/agents/connect-agent-page.tsx'),
    'ConnectAgentPage',
  ),
})

const agent = createRoute({
  getParentRoute: () => shell,
  path: '/agents/$id',
  component: lazyRouteComponent(() => import('./pages/agents/agent-page.tsx'), 'AgentPage'),
})

const usage = createRoute({
  getParentRoute: () => shell,
  path: '/usage',
  validateSearch: search.usageSearch,
  component: lazyRouteComponent(() => import('./pages/usage/usage-page.tsx'), 'UsagePage'),
})

const budgets = createRoute({
  getParentRoute: () => shell,
  path: '/budgets',
  component: lazyRouteComponent(() => import('./pages/budgets/budgets-page.tsx'), 'BudgetsPage'),
})

const cooldownGroups = createRoute({
  getParentRoute: () => shell,
  path: '/cooldown-groups',
  component: lazyRouteComponent(() => import('./pages/cooldown-groups/cooldown-groups-page.tsx'), 'CooldownGroupsPage'), // prettier-ignore
})

const prices = createRoute({
  getParentRoute: () => shell,
  path: '/prices',
  component: lazyRouteComponent(() => import('./pages/prices/prices-page.tsx'), 'PricesPage'),
})

const services = createRoute({
  getParentRoute: () => shell,
  path: '/services',
  component: lazyRouteComponent(() => import('./pages/services/services-page.tsx'), 'ServicesPage'),
})

const newService = createRoute({
  getParentRoute: () => shell,
  path: '/services/new',
  component: lazyRouteComponent(
    () => import('./pages/services/new-service-page.tsx'),
    'NewServicePage',
  ),
})

const service = createRoute({
  getParentRoute: () => shell,
  path: '/services/$id',
  component: lazyRouteComponent(() => import('./pages/services/service-page.tsx'), 'ServicePage'),
})

const apiKeys = createRoute({
  getParentRoute: () => shell,
  path: '/settings/api-keys',
  component: lazyRouteComponent(() => import('./pages/settings/api-keys-page.tsx'), 'ApiKeysPage'),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: '/settings/account',
  component: lazyRouteComponent(() => import('./pages/settings/account-page.tsx'), 'AccountPage'),
})

const missing = createRoute({ getParentRoute: () => shell, path: '$', component: MissingPage })

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    home, trace, events, event, feeds, newFeed, feed, ...collectionRooms, ...visitorRooms, automations, newAutomation, automation, cooldownGroups, runs,
    run, agents, connectAgent, agent, providers, newProvider, provider, services, newService, service, usage, budgets, prices, apiKeys, account, missing,
  ]), // prettier-ignore
])

/** All addresses of the console. */
export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
