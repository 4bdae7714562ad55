export { heldRoutes } from './routes.ts'
export { countFailedStitches } from './list-store.ts'
