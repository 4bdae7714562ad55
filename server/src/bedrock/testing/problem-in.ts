import { Problem } from '../../kernel/problem.ts'

/** The problem with which something fails at once. */
export function problemIn(work: () => unknown): Problem {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}
