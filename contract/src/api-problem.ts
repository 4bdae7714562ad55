import type { ProblemDocument } from './problem.ts'

/** What the server answered when it refused, as an error. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly problem: ProblemDocument

  constructor(document: ProblemDocument) {
    super(document.detail)
    this.problem = document
  }
}
