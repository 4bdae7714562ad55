export { usageRoutes } from './routes.ts'
export { addUsage, countDueRuns, type UsageEntry } from './store.ts'
