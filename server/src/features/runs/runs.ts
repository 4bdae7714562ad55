export { attemptsOf, runsOfEvents, stepRunsOf, type AttemptRow, type RunRow, type StepRunRow } from './history-store.ts' // prettier-ignore
export { newRun, type NewRun } from './new-run.ts'
export { insertRuns, mostMoved, moveRuns, stepOutputs, wakeWaiting } from './queue-store.ts'
export { runRoutes } from './routes.ts'
export { startWorker, type Worker, type WorkerOptions } from './worker.ts'
