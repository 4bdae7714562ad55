import type { Finding } from '@outcrop/contract'
import { Problem } from './problem.ts'

/** Throws `invalid-input` that lists every finding, a line for each; nothing when there is none. */
export function refuseFaulty(findings: readonly Finding[]): void {
  if (findings.length === 0) return
  throw new Problem(
    'invalid-input',
    findings.map(({ path, message }) => `${path}: ${message}`).join('\n'),
  )
}
