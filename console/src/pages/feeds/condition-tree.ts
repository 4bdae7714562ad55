import type { Comparison, Condition } from '@outcrop/contract'

export type Group = { all: Condition[] } | { any: Condition[] }
export type Mode = 'all' | 'any'

/** The way from the root to a node: positions within groups. */
export type Path = readonly number[]

export const emptyComparison: Comparison = { attribute: '', operator: 'equals', value: '' }

export const isGroup = (node: Condition): node is Group => 'all' in node || 'any' in node

export const modeOf = (group: Group): Mode => ('all' in group ? 'all' : 'any')

export const membersOf = (group: Group): Condition[] => ('all' in group ? group.all : group.any)

/** A group of this mode. */
function groupOf(mode: Mode, members: Condition[]): Group {
  return mode === 'all' ? { all: members } : { any: members }
}

/** A condition to be edited always begins with a group; a lone comparison is put into one. */
export const asGroup = (condition: Condition): Group =>
  isGroup(condition) ? condition : { all: [condition] }

function edit(node: Condition, path: Path, change: (node: Condition) => Condition[]): Condition[] {
  const [position, ...rest] = path
  if (position === undefined) return change(node)
  if (!isGroup(node)) return [node]
  const members = membersOf(node).flatMap((member, index) =>
    index === position ? edit(member, rest, change) : [member],
  )
  return [groupOf(modeOf(node), members)]
}

const root = (nodes: Condition[]): Group => asGroup(nodes[0] ?? { all: [] })

/** Puts another node in the place of the one at `path`. */
export function replaceAt(tree: Group, path: Path, node: Condition): Group {
  return root(edit(tree, path, () => [node]))
}

/** Takes away the node at `path`, with everything in it. The root becomes empty. */
export function removeAt(tree: Group, path: Path): Group {
  return root(edit(tree, path, () => []))
}

/** Adds a node at the end of the group at `path`. */
export function addTo(tree: Group, path: Path, node: Condition): Group {
  return root(
    edit(tree, path, (group) =>
      isGroup(group) ? [groupOf(modeOf(group), [...membersOf(group), node])] : [group],
    ),
  )
}

/** Makes the group at `path` demand all or any of its members. */
export function setMode(tree: Group, path: Path, mode: Mode): Group {
  return root(
    edit(tree, path, (group) => (isGroup(group) ? [groupOf(mode, membersOf(group))] : [group])),
  )
}
