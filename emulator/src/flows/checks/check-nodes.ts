import { parseExpression } from '../expressions/parse-expression.ts'
import type { FlowDefinition, FlowNode } from '../flow-definition.ts'
import { nodeKind, type Fixed } from '../node-types.ts'
import { mistake, type Validation } from './validation.ts'

/** Mistakes of single nodes: what they lack, what they must not have, what cannot be read. */
export function checkNodes({ nodes }: FlowDefinition, start: 'Input' | 'LoopInput'): Validation[] {
  return [...twice(nodes), ...outsideLoops(nodes, start), ...nodes.flatMap(checkNode)]
}

function outsideLoops(nodes: readonly FlowNode[], start: 'Input' | 'LoopInput'): Validation[] {
  if (start === 'LoopInput') return []
  return nodes
    .filter(({ type }) => type === 'LoopInput' || type === 'LoopController')
    .map(({ name, type }) => mistake('Unspecified', `The ${type} ${name} is not in a loop.`))
}

function twice(nodes: readonly FlowNode[]): Validation[] {
  const names = nodes.map(({ name }) => name)
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [...repeated].map((name) => mistake('Unspecified', `Two nodes are named ${name}.`))
}

function checkNode(node: FlowNode): Validation[] {
  const kind = nodeKind(node)
  const lacks = kind.needs !== undefined && node.configuration?.[kind.needs] === undefined
  return [
    ...(lacks
      ? [
          mistake('MissingNodeConfiguration', `The node ${node.name} has no configuration.`, {
            node: node.name,
          }),
        ]
      : []),
    ...(kind.inputs ? checkFixed(node, 'Input', kind.inputs) : []),
    ...(kind.outputs ? checkFixed(node, 'Output', kind.outputs) : []),
    ...checkExpressions(node),
  ]
}

/** Inputs and outputs that a node type fixes must be there, with their type, and no others. */
function checkFixed(
  node: FlowNode,
  side: 'Input' | 'Output',
  fixed: readonly Fixed[],
): Validation[] {
  const declared = side === 'Input' ? node.inputs : node.outputs
  const about = (name: string) => ({ node: node.name, [side.toLowerCase()]: name })
  const missing = fixed
    .filter(
      ({ name, isOptional = false }) => !isOptional && !declared.some((each) => each.name === name),
    )
    .map(({ name }) =>
      mistake(
        `MissingNode${side}`,
        `The node ${node.name} lacks the ${side.toLowerCase()} ${name}.`,
        about(name),
      ),
    )
  const wrong = declared.flatMap(({ name, type }) => {
    const known = fixed.find((each) => each.name === name)
    const word = `${side.toLowerCase()} ${name}`
    if (!known) {
      const message = `A node of the type ${node.type} has no ${word}, but ${node.name} declares it.`
      return [mistake(`UnknownNode${side}`, message, about(name))]
    }
    if (known.type === undefined || known.type === type) return []
    const message = `The ${word} of the node ${node.name} must be of the type ${known.type}, not ${type}.`
    return [
      mistake(`MismatchedNode${side}Type`, message, { ...about(name), expectedType: known.type }),
    ]
  })
  return [...missing, ...wrong]
}

function checkExpressions(node: FlowNode): Validation[] {
  return node.inputs.flatMap(({ name, expression }) => {
    try {
      parseExpression(expression)
      return []
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error)
      const message = `The expression of the input ${name} of the node ${node.name} is not valid. ${cause}`
      const details = { node: node.name, input: name, cause }
      return [mistake('MalformedNodeInputExpression', message, details)]
    }
  })
}
