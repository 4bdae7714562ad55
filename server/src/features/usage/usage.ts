export { addCalls, addingCalls, type CallEntry } from './call-store.ts'
export { usageRoutes } from './routes.ts'
export { addUsage, countDueRuns, type UsageEntry } from './store.ts'
