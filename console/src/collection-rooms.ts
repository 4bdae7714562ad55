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

/** The rooms about what is collected: where it comes from. */
export const collectionRooms = [dataSources, newDataSource, dataSource] as const
