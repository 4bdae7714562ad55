export { createPulse, type Pulse } from './live.ts'
export { liveTraceRoutes } from './live-routes.ts'
export { traceRoutes } from './routes.ts'
export { countTraced } from './store.ts'
