export { usageRoutes } from './routes.ts'
export { addUsage, type UsageEntry } from './store.ts'
