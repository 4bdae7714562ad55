import { ApiProblem } from './api-problem.ts'
import { problem } from './problem.ts'
import { UnexpectedAnswer } from './unexpected-answer.ts'

/** Why the server refused. */
export async function problemOfResponse(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = problem.safeParse(body)
  if (parsed.success) return new ApiProblem(parsed.data)
  return new UnexpectedAnswer(`The answer is HTTP ${response.status} without a problem document.`)
}
