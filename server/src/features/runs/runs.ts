export { causeOf } from './cause-of.ts'
export { runDetails } from './run-details.ts'
export { attemptsOf, runsOfEvents, stepRunsOf, type AttemptRow, type RunRow, type StepRunRow } from './history-store.ts' // prettier-ignore
export { cachedKeys } from './cached-keys.ts'
export { cancelRuns } from './cancel-store.ts'
export { deleteRuns, openRunsOf, runsOfVisitor, type VisitorIds, type VisitorRun } from './erasure-store.ts' // prettier-ignore
export { newRun, type NewRun } from './new-run.ts'
export { insertRuns, mostMoved, moveRuns, stepOutputs, wakeWaiting } from './queue-store.ts'
export { forgetRuns } from './forget-runs-store.ts'
export { forgetRunVisitors } from './run-visitor-store.ts'
export { runRoutes } from './routes.ts'
export { startWorker, type Worker, type WorkerOptions } from './worker.ts'
