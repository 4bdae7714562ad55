export { createLimiter, type Limiter, type Permit } from './limiter.ts'
export type { LimitedCall, LimitedProvider } from './limited-call.ts'
export { limitRoutes } from './routes.ts'
export type { Cap, Queue, Room } from './room-for.ts'
