import { ApiProblem } from './api-problem.ts'
import { problem } from './problem.ts'

/** Why the server refused. */
export async function problemOfResponse(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = problem.safeParse(body)
  if (parsed.success) return new ApiProblem(parsed.data)
  return new Error(`The server answered ${response.status} without a problem document.`)
}
