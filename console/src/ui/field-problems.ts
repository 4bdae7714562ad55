import { problemOf } from '../api.ts'

/** The first complaint about each field, by its path, such as `credentials.role_arn`. */
export type FieldProblems = Readonly<Record<string, string>>

/**
 * Reads the lines of an "invalid input" problem, `region: must be an AWS region.`, or what another
 * says of one field, such as of a name that is taken.
 */
export function fieldProblems(error: unknown): FieldProblems {
  const problem = problemOf(error)
  if (problem?.field !== undefined)
    return { [problem.field]: `${problem.detail} ${problem.remedy}` }
  if (problem?.code !== 'invalid-input') return {}
  const found: Record<string, string> = {}
  for (const line of problem.detail.split('\n')) {
    const parts = /^([\w-]+(?:\.[\w-]+)*): (.+)$/.exec(line)
    const [, path, sentence] = parts ?? []
    if (path && sentence) found[path] ??= sentence.charAt(0).toUpperCase() + sentence.slice(1)
  }
  return found
}

/** Whether a problem is that of a field, or of anything in it. */
const isUnder = (at: string, path: string) => at === path || at.startsWith(`${path}.`)

/** Whether every line of the problem belongs to one of these fields, so that nothing else need be said. */
export function allShown(problems: FieldProblems, shown: readonly string[]): boolean {
  const paths = Object.keys(problems)
  return paths.length > 0 && paths.every((at) => shown.some((path) => isUnder(at, path)))
}

interface Told {
  readonly problems: FieldProblems
  /** What has to be shown as a whole; null when the fields say everything. */
  readonly failure: unknown
}

/** How a form with these fields tells of an error. */
export function toldInForm(error: unknown, shown: readonly string[]): Told {
  const problems = fieldProblems(error)
  return { problems, failure: allShown(problems, shown) ? null : error }
}

/** The first complaint about a field or anything in it. */
export function problemUnder(problems: FieldProblems, path: string): string | undefined {
  return Object.entries(problems).find(([at]) => isUnder(at, path))?.[1]
}
