import type { FlowDefinition, FlowNode } from '../flow-definition.ts'
import { iterationOf } from './iteration.ts'

/** One node in the order of execution; an iterator has the plan of what it repeats. */
export type PlannedNode = {
  node: FlowNode
  repeats?: { body: PlannedNode[]; collectors: FlowNode[] }
}

/**
 * The nodes of a flow in an order in which each comes after all that it needs; where that leaves a
 * choice, as they are written down. Nodes on a cycle are left out.
 */
export function planFlow(definition: FlowDefinition): PlannedNode[] {
  return planNodes(definition, new Set(definition.nodes.map(({ name }) => name)))
}

function planNodes(definition: FlowDefinition, members: ReadonlySet<string>): PlannedNode[] {
  const { owners, iterations } = outermost(definition, members)
  const unitOf = (name: string): string => owners.get(name) ?? name
  const units = definition.nodes.filter(({ name }) => members.has(name) && !owners.has(name))
  const needs = new Map(
    units.map(({ name }) => {
      const sources = definition.connections
        .filter(({ source, target }) => unitOf(target) === name && members.has(source))
        .map(({ source }) => unitOf(source))
      return [name, sources.filter((source) => source !== name)]
    }),
  )
  return inOrder(units, needs).map((node) => {
    const iteration = iterations.get(node.name)
    if (!iteration) return { node }
    const collectors = definition.nodes.filter(({ name }) => iteration.collectors.includes(name))
    return { node, repeats: { body: planNodes(definition, iteration.members), collectors } }
  })
}

/** The iterators among some nodes that no other one repeats, and what belongs to each of them. */
function outermost(
  definition: FlowDefinition,
  members: ReadonlySet<string>,
): { owners: Map<string, string>; iterations: Map<string, ReturnType<typeof iterationOf>> } {
  const all = definition.nodes
    .filter(({ name, type }) => type === 'Iterator' && members.has(name))
    .map(({ name }) => ({ name, iteration: iterationOf(definition, name) }))
  const outer = all.filter(
    ({ name }) => !all.some((other) => other.name !== name && other.iteration.members.has(name)),
  )
  const owners = outer.flatMap(({ name, iteration: { members: inside, collectors } }) =>
    [...inside, ...collectors].map((member) => [member, name] as const),
  )
  return {
    owners: new Map(owners),
    iterations: new Map(outer.map(({ name, iteration }) => [name, iteration])),
  }
}

function inOrder(units: readonly FlowNode[], needs: ReadonlyMap<string, string[]>): FlowNode[] {
  const ordered: FlowNode[] = []
  const done = new Set<string>()
  const isReady = ({ name }: FlowNode): boolean =>
    !done.has(name) && (needs.get(name) ?? []).every((need) => done.has(need))
  for (let next = units.find(isReady); next; next = units.find(isReady)) {
    ordered.push(next)
    done.add(next.name)
  }
  return ordered
}
