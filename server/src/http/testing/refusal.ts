import { ApiProblem, type ProblemDocument } from '@outcrop/contract'

/** The problem with which the API refuses something. */
export async function refusal(work: Promise<unknown>): Promise<ProblemDocument> {
  try {
    await work
  } catch (error) {
    if (error instanceof ApiProblem) return error.problem
    throw error
  }
  throw new Error('It was not refused.')
}
