export { dataSourceRoutes } from './routes.ts'
export { sourceKeyOf } from './source-key-of.ts'
export { allDataSources, sourcesWithKeys, type DataSourceRow } from './store.ts'
export { forgetUnknown, noteUnknown, type UnknownKey } from './unknown-store.ts'
