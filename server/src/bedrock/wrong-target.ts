import { Problem } from '../kernel/problem.ts'
import { arnFault } from './arn-fault.ts'

/** The problem with an id or ARN that cannot be meant. */
export function wrongTarget(detail: string, remedy: string): Problem {
  return new Problem('wrong-target', detail, { remedy })
}

/** A name as it can stand in a sentence. */
export const shortened = (name: string): string =>
  name.length > 200 ? `${name.slice(0, 200)}…` : name

/** The problem with a text that cannot be read as the ARN that is wanted; names the segment that is wrong. */
export function notTheArn(name: string, wanted: string, remedy: string): Problem {
  const fault = arnFault(name)
  const why = fault ? `: ${fault.sentence}` : ''
  return wrongTarget(`"${shortened(name)}" is not ${wanted}${why}.`, remedy)
}
