import type { Parameter } from './prompt-input.ts'

export type CopyMode = 'keep' | 'overwrite'

/** Own parameters and those of another action: of two with one name the own one stays, or gives way. */
export function copyParameters(
  own: readonly Parameter[],
  others: readonly Parameter[],
  mode: CopyMode,
): Parameter[] {
  const theirs = new Map(others.map((one) => [one.name, one]))
  const names = new Set(own.map(({ name }) => name))
  const kept = own.map((one) => (mode === 'overwrite' ? (theirs.get(one.name) ?? one) : one))
  return [...kept, ...[...theirs.values()].filter(({ name }) => !names.has(name))]
}
