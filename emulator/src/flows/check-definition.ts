import { checkConditions } from './checks/check-conditions.ts'
import { checkConnections } from './checks/check-connections.ts'
import { checkEnds } from './checks/check-ends.ts'
import { checkLoops } from './checks/check-loops.ts'
import { checkNodes } from './checks/check-nodes.ts'
import { checkShape } from './checks/check-shape.ts'
import type { Validation } from './checks/validation.ts'
import type { FlowDefinition } from './flow-definition.ts'

/** Everything that keeps a flow from being prepared, as AWS checks it; empty when nothing does. */
export function checkDefinition(definition: FlowDefinition): Validation[] {
  return [...checkEnds(definition), ...checkPart(definition, 'Input', [])]
}

/** The whole, or the inside of a loop; `outside` are the names of the nodes around that. */
function checkPart(
  definition: FlowDefinition,
  start: 'Input' | 'LoopInput',
  outside: readonly string[],
): Validation[] {
  const own = definition.nodes.map(({ name }) => name)
  const loops = definition.nodes.flatMap(({ type, configuration }) =>
    type === 'Loop' && configuration?.loop ? [configuration.loop.definition] : [],
  )
  const inside = loops.flatMap(({ nodes }) => nodes.map(({ name }) => name))
  return [
    ...checkNodes(definition, start),
    ...checkConditions(definition),
    ...checkLoops(definition),
    ...checkConnections(definition, new Set([...outside, ...inside])),
    ...checkShape(definition, start),
    ...loops.flatMap((loop) => checkPart(loop, 'LoopInput', own)),
  ]
}
