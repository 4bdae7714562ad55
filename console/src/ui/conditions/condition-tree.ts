import type { Tree } from '@outcrop/contract'

/** A condition of groups and comparisons, whatever is compared. */
export type Group<Leaf> = { all: Tree<Leaf>[] } | { any: Tree<Leaf>[] }
export type Mode = 'all' | 'any'

/** The way from the root to a node: positions within groups. */
export type Path = readonly number[]

export const isGroup = <Leaf extends object>(node: Tree<Leaf>): node is Group<Leaf> =>
  'all' in node || 'any' in node

export const modeOf = <Leaf>(group: Group<Leaf>): Mode => ('all' in group ? 'all' : 'any')

export const membersOf = <Leaf>(group: Group<Leaf>): Tree<Leaf>[] =>
  'all' in group ? group.all : group.any

/** A group of this mode. */
function groupOf<Leaf>(mode: Mode, members: Tree<Leaf>[]): Group<Leaf> {
  return mode === 'all' ? { all: members } : { any: members }
}

/** A condition to be edited always begins with a group; a lone comparison is put into one. */
export const asGroup = <Leaf extends object>(condition: Tree<Leaf>): Group<Leaf> =>
  isGroup(condition) ? condition : { all: [condition] }

function edit<Leaf extends object>(
  node: Tree<Leaf>,
  path: Path,
  change: (node: Tree<Leaf>) => Tree<Leaf>[],
): Tree<Leaf>[] {
  const [position, ...rest] = path
  if (position === undefined) return change(node)
  if (!isGroup(node)) return [node]
  const members = membersOf(node).flatMap((member, index) =>
    index === position ? edit(member, rest, change) : [member],
  )
  return [groupOf(modeOf(node), members)]
}

const root = <Leaf extends object>(nodes: Tree<Leaf>[]): Group<Leaf> =>
  asGroup(nodes[0] ?? { all: [] })

/** Puts another node in the place of the one at `path`. */
export function replaceAt<Leaf extends object>(
  tree: Group<Leaf>,
  path: Path,
  node: Tree<Leaf>,
): Group<Leaf> {
  return root(edit(tree, path, () => [node]))
}

/** Takes away the node at `path`, with everything in it. The root becomes empty. */
export function removeAt<Leaf extends object>(tree: Group<Leaf>, path: Path): Group<Leaf> {
  return root(edit(tree, path, () => []))
}

/** Adds a node at the end of the group at `path`. */
export function addTo<Leaf extends object>(
  tree: Group<Leaf>,
  path: Path,
  node: Tree<Leaf>,
): Group<Leaf> {
  return root(
    edit(tree, path, (group) =>
      isGroup(group) ? [groupOf(modeOf(group), [...membersOf(group), node])] : [group],
    ),
  )
}

/** Makes the group at `path` demand all or any of its members. */
export function setMode<Leaf extends object>(
  tree: Group<Leaf>,
  path: Path,
  mode: Mode,
): Group<Leaf> {
  return root(
    edit(tree, path, (group) => (isGroup(group) ? [groupOf(mode, membersOf(group))] : [group])),
  )
}

/** Where the node at `path` stands in the document, as findings name it: `all.0.any.1`. */
export function documentPath<Leaf extends object>(tree: Group<Leaf>, path: Path): string {
  const parts: string[] = []
  let node: Tree<Leaf> | undefined = tree
  for (const position of path) {
    if (node === undefined || !isGroup(node)) break
    parts.push(modeOf(node), String(position))
    node = membersOf(node)[position]
  }
  return parts.join('.')
}
