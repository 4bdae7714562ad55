import type { Tree } from '@outcrop/contract'
import { isGroup, membersOf, modeOf } from './condition-tree.ts'

interface Words<Leaf> {
  readonly leaf: (leaf: Leaf) => string
  /** What a condition means that demands nothing. */
  readonly everything: string
  /** What a condition means that can never hold. */
  readonly nothing: string
}

/** A condition in one line, as a person would say it. */
export function describeTree<Leaf extends object>(tree: Tree<Leaf>, words: Words<Leaf>): string {
  if (!isGroup(tree)) return words.leaf(tree)
  const members = membersOf(tree)
  const mode = modeOf(tree)
  if (members.length === 0) return mode === 'all' ? words.everything : words.nothing
  const parts = members.map((member) =>
    isGroup(member) && membersOf(member).length > 1
      ? `(${describeTree(member, words)})`
      : describeTree(member, words),
  )
  return parts.join(mode === 'all' ? ' and ' : ' or ')
}
