import type { FlowConnection, FlowDefinition } from '../flow-definition.ts'
import { entering, leaving } from '../graph/links.ts'
import { planFlow, type PlannedNode } from '../graph/plan.ts'
import { mistake, type Validation } from './validation.ts'

/** Mistakes of the whole: doubled and missing connections, cycles, nodes that nothing leads to. */
export function checkShape(definition: FlowDefinition, start: 'Input' | 'LoopInput'): Validation[] {
  return [
    ...doubled(definition),
    ...definition.nodes.flatMap(({ name, inputs }) =>
      inputs.flatMap((input) => checkInput(definition, name, input.name)),
    ),
    ...cyclic(definition),
    ...unreachable(definition, start),
  ]
}

function meaning({ source, target, configuration }: FlowConnection): string {
  return JSON.stringify([source, target, configuration?.data, configuration?.conditional])
}

function doubled({ connections }: FlowDefinition): Validation[] {
  const meanings = connections.map(meaning)
  return connections
    .filter((connection, index) => meanings.indexOf(meaning(connection)) !== index)
    .map(({ name, source, target }) =>
      mistake('DuplicateConnections', `The connection ${name} repeats another one.`, {
        source,
        target,
      }),
    )
}

function checkInput(definition: FlowDefinition, node: string, input: string): Validation[] {
  const feeding = entering(definition, node).filter(
    ({ configuration }) => configuration?.data?.targetInput === input,
  )
  if (feeding.length === 1) return []
  const details = { node, input }
  return feeding.length === 0
    ? [
        mistake(
          'UnfulfilledNodeInput',
          `Nothing is connected to the input ${input} of the node ${node}.`,
          details,
        ),
      ]
    : [
        mistake(
          'MultipleNodeInputConnections',
          `More than one connection feeds the input ${input} of the node ${node}.`,
          details,
        ),
      ]
}

function cyclic(definition: FlowDefinition): Validation[] {
  const planned = new Set(namesIn(planFlow(definition)))
  const stuck = definition.connections.find(
    ({ source, target }) =>
      !planned.has(source) && !planned.has(target) && reachedFrom(definition, target).has(source),
  )
  if (!stuck) return []
  const message = `The connection ${stuck.name} closes a cycle.`
  return [mistake('CyclicConnection', message, { connection: stuck.name })]
}

function namesIn(plan: readonly PlannedNode[]): string[] {
  return plan.flatMap(({ node, repeats }) => [
    node.name,
    ...(repeats ? [...namesIn(repeats.body), ...repeats.collectors.map(({ name }) => name)] : []),
  ])
}

function unreachable(definition: FlowDefinition, start: 'Input' | 'LoopInput'): Validation[] {
  const starts = definition.nodes.filter(({ type }) => type === start)
  if (starts.length === 0) return []
  const reached = new Set(starts.flatMap(({ name }) => [...reachedFrom(definition, name)]))
  return definition.nodes
    .filter(({ name }) => !reached.has(name))
    .map(({ name }) =>
      mistake('UnreachableNode', `No path leads from the ${start} node to the node ${name}.`, {
        node: name,
      }),
    )
}

/** A node and all that connections lead to from it. */
function reachedFrom(definition: FlowDefinition, start: string): Set<string> {
  const reached = new Set([start])
  for (const name of reached) {
    for (const { target } of leaving(definition, name)) reached.add(target)
  }
  return reached
}
