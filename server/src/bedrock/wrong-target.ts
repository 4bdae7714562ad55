import { Problem } from '../kernel/problem.ts'

/** The problem with an id or ARN that cannot be meant. */
export function wrongTarget(detail: string, remedy: string): Problem {
  return new Problem('wrong-target', detail, { remedy })
}

/** A name as it can stand in a sentence. */
export const shortened = (name: string): string =>
  name.length > 200 ? `${name.slice(0, 200)}…` : name
