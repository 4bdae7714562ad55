import { problemTable, type ProblemCode } from '@outcrop/contract'

/**
 * Whether a failure stands in the way of every call of a provider: its credentials or its role. A
 * denial of one model or action says nothing about the others, so it pauses nothing.
 */
export function pausesProvider(code: ProblemCode): boolean {
  if (code === 'role-not-assumable') return true
  return problemTable[code].class === 'credentials'
}
