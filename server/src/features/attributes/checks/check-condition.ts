import type { Finding, ProfileComparison, ProfileCondition } from '@outcrop/contract'
import { maxExpressions } from '../../streams/streams.ts'
import { checkComparison } from './check-comparison.ts'
import type { KnownAttributes } from './known-attribute.ts'

/** Groups within groups; more than a reader can follow, and far fewer than a stack holds. */
const maxDepth = 20

/** Every mistake in a condition on a visitor, with its place. */
export function checkCondition(
  condition: ProfileCondition,
  path: string,
  known: KnownAttributes,
): Finding[] {
  const leaves = leavesOf(condition, path, maxDepth)
  if (leaves === null) {
    return [
      { path, message: `Groups lie more than ${maxDepth} deep in each other. Make it flatter.` },
    ]
  }
  const expressions = leaves.filter(({ comparison }) => comparison.operator === 'matches').length
  if (expressions > maxExpressions) {
    return [{ path, message: `It has ${expressions} regular expressions, and ${maxExpressions} are the most. Use fewer.` }] // prettier-ignore
  }
  return leaves.flatMap((leaf) => checkComparison(leaf.comparison, leaf.path, known))
}

interface Leaf {
  readonly path: string
  readonly comparison: ProfileComparison
}

/** The comparisons of a condition with their places; null when it is deeper than that. */
function leavesOf(condition: ProfileCondition, path: string, depth: number): Leaf[] | null {
  if (!('all' in condition || 'any' in condition)) return [{ path, comparison: condition }]
  if (depth === 0) return null
  const [group, parts] = 'all' in condition ? ['all', condition.all] as const : ['any', condition.any] as const // prettier-ignore
  const leaves: Leaf[] = []
  for (const [index, part] of parts.entries()) {
    const below = leavesOf(part, `${path}.${group}.${index}`, depth - 1)
    if (below === null) return null
    leaves.push(...below)
  }
  return leaves
}

/** The comparisons of a condition. */
export function comparisonsIn(condition: ProfileCondition): ProfileComparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsIn)
  if ('any' in condition) return condition.any.flatMap(comparisonsIn)
  return [condition]
}
