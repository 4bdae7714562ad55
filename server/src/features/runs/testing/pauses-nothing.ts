import type { ExecuteContext } from '../execute-run.ts'

/** An engine in which what AWS denies fails, as where nothing may wait. */
export const pausesNothing: ExecuteContext['pauses'] = {
  find: () => Promise.resolve(null),
  pause: () => Promise.resolve(false),
  resume: () => Promise.resolve(false),
}
