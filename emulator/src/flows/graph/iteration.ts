import type { FlowDefinition } from '../flow-definition.ts'
import { leaving } from './links.ts'

export type Iteration = {
  /** The nodes that run once per item, its collectors left out. */
  members: ReadonlySet<string>
  /** The nodes that gather what the items gave, and run once afterwards. */
  collectors: readonly string[]
}

/**
 * What an iterator repeats: everything behind it up to its own collectors. Iterators inside have
 * collectors of their own, so the walk counts how deep it is.
 */
export function iterationOf(definition: FlowDefinition, iterator: string): Iteration {
  const types = new Map(definition.nodes.map(({ name, type }) => [name, type]))
  const members = new Set<string>()
  const collectors = new Set<string>()
  const open = [{ name: iterator, depth: 1 }]
  for (let at = open.pop(); at; at = open.pop()) {
    for (const { target } of leaving(definition, at.name)) {
      const type = types.get(target)
      if (type === 'Collector' && at.depth === 1) collectors.add(target)
      else if (type !== undefined && !members.has(target)) {
        members.add(target)
        open.push({ name: target, depth: at.depth + depthChange(type) })
      }
    }
  }
  return { members, collectors: [...collectors] }
}

function depthChange(type: string): number {
  if (type === 'Iterator') return 1
  return type === 'Collector' ? -1 : 0
}
