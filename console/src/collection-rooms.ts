import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import * as search from './search.ts'
import { shell } from './shell-route.ts'

const dataSources = createRoute({
  getParentRoute: () => shell,
  path: '/data-sources',
  component: lazyRouteComponent(
    () => import('./pages/data-sources/data-sources-page.tsx'),
    'DataSourcesPage',
  ),
})

const newDataSource = createRoute({
  getParentRoute: () => shell,
  path: '/data-sources/new',
  validateSearch: search.newDataSourceSearch,
  component: lazyRouteComponent(
    () => import('./pages/data-sources/new-data-source-page.tsx'),
    'NewDataSourcePage',
  ),
})

const dataSource = createRoute({
  getParentRoute: () => shell,
  path: '/data-sources/$id',
  component: lazyRouteComponent(
    () => import('./pages/data-sources/data-source-page.tsx'),
    'DataSourcePage',
  ),
})

const specifications = createRoute({
  getParentRoute: () => shell,
  path: '/specifications',
  component: lazyRouteComponent(
    () => import('./pages/specifications/specifications-page.tsx'),
    'SpecificationsPage',
  ),
})

const newSpecification = createRoute({
  getParentRoute: () => shell,
  path: '/specifications/new',
  validateSearch: search.newSpecificationSearch,
  component: lazyRouteComponent(
    () => import('./pages/specifications/new-specification-page.tsx'),
    'NewSpecificationPage',
  ),
})

const specification = createRoute({
  getParentRoute: () => shell,
  path: '/specifications/$id',
  component: lazyRouteComponent(
    () => import('./pages/specifications/specification-page.tsx'),
    'SpecificationPage',
  ),
})

/** The rooms about what is collected: what it should hold, and where it comes from. */
export const collectionRooms = [
  specifications,
  newSpecification,
  specification,
  dataSources,
  newDataSource,
  dataSource,
] as const
