export { cancelDelay } from './cancel-store.ts'
export { dueDelays, putOffDelays, endDelays, insertDelays, lockDelays, type DueDelay, type EndedDelay } from './due-store.ts' // prettier-ignore
export { deleteDelays } from './erasure-store.ts'
export { delaysOfEvents, listDelays, type DelayRow } from './list-store.ts'
export { moveDelays } from './move-delays-store.ts'
export { newDelay, type NewDelay } from './new-delay.ts'
export { delayRoutes } from './routes.ts'
export { delayOf } from './shapes.ts'
