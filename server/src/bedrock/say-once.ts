import type { Check } from './attempt-check.ts'

/**
 * Checks, with what AWS says about several of them told at the first: the others name it. Their
 * problems stay whole.
 */
export function sayOnce(checks: readonly Check[]): Check[] {
  return checks.map((check, index) => {
    const first = checks.slice(0, index).find((other) => isSame(other, check))
    if (!first) return check
    return { ...check, summary: `Failed for the same reason as ${first.check}.` }
  })
}

function isSame({ problem: one }: Check, { problem: other }: Check): boolean {
  if (!one?.aws || !other?.aws || one.code !== other.code) return false
  return one.aws.code === other.aws.code && one.aws.message === other.aws.message
}
