import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import * as search from './search.ts'
import { shell } from './shell-route.ts'

const visitors = createRoute({
  getParentRoute: () => shell,
  path: '/visitors',
  validateSearch: search.visitorsSearch,
  component: lazyRouteComponent(() => import('./pages/visitors/visitors-page.tsx'), 'VisitorsPage'),
})

const visitor = createRoute({
  getParentRoute: () => shell,
  path: '/visitors/$streamId/$visitorId',
  component: lazyRouteComponent(() => import('./pages/visitors/visitor-page.tsx'), 'VisitorPage'),
})

const held = createRoute({
  getParentRoute: () => shell,
  path: '/held',
  validateSearch: search.heldSearch,
  component: lazyRouteComponent(() => import('./pages/held/held-page.tsx'), 'HeldPage'),
})

const attributes = createRoute({
  getParentRoute: () => shell,
  path: '/attributes',
  validateSearch: search.attributesSearch,
  component: lazyRouteComponent(
    () => import('./pages/attributes/attributes-page.tsx'),
    'AttributesPage',
  ),
})

const newAttribute = createRoute({
  getParentRoute: () => shell,
  path: '/attributes/new',
  validateSearch: search.attributesSearch,
  component: lazyRouteComponent(
    () => import('./pages/attributes/new-attribute-page.tsx'),
    'NewAttributePage',
  ),
})

const attribute = createRoute({
  getParentRoute: () => shell,
  path: '/attributes/$id',
  component: lazyRouteComponent(
    () => import('./pages/attributes/attribute-page.tsx'),
    'AttributePage',
  ),
})

const audiences = createRoute({
  getParentRoute: () => shell,
  path: '/audiences',
  component: lazyRouteComponent(
    () => import('./pages/audiences/audiences-page.tsx'),
    'AudiencesPage',
  ),
})

const newAudience = createRoute({
  getParentRoute: () => shell,
  path: '/audiences/new',
  validateSearch: search.newAudienceSearch,
  component: lazyRouteComponent(
    () => import('./pages/audiences/new-audience-page.tsx'),
    'NewAudiencePage',
  ),
})

const audience = createRoute({
  getParentRoute: () => shell,
  path: '/audiences/$id',
  component: lazyRouteComponent(
    () => import('./pages/audiences/audience-page.tsx'),
    'AudiencePage',
  ),
})

/** The rooms about visitors: who they are, what is kept of them, and where that leads. */
export const visitorRooms = [
  visitors,
  visitor,
  held,
  attributes,
  newAttribute,
  attribute,
  audiences,
  newAudience,
  audience,
] as const
