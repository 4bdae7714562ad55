import { Problem } from '../../kernel/problem.ts'

/** What a run ends with that somebody cancelled while a worker had it. */
export const wasCancelled = (): Problem => new Problem('cancelled', 'The run was cancelled.')
