import type { FlowDefinition, FlowNode } from '../flow-definition.ts'
import { conditionMistake } from './check-conditions.ts'
import { mistake, type Validation } from './validation.ts'

/** What AWS lets no loop repeat. */
const incompatible: ReadonlySet<FlowNode['type']> = new Set([
  'Input',
  'Condition',
  'Iterator',
  'Collector',
])

/** Mistakes of loops as wholes; what is in them is checked as any definition is. */
export function checkLoops({ nodes }: FlowDefinition): Validation[] {
  return nodes.flatMap((loop) => {
    const inside = loop.configuration?.loop?.definition
    if (loop.type !== 'Loop' || !inside) return []
    return [
      ...checkEnds(loop, inside),
      ...checkContent(loop, inside),
      ...inside.nodes.flatMap((node) => checkBoundary(loop, node)),
      ...checkOutputs(loop, inside),
    ]
  })
}

/** A loop begins with one LoopInput and ends with one LoopController. */
function checkEnds({ name }: FlowNode, { nodes }: FlowDefinition): Validation[] {
  return (['LoopInput', 'LoopController'] as const).flatMap((type) => {
    const count = nodes.filter((node) => node.type === type).length
    if (count === 1) return []
    const [kind, words] =
      count === 0 ? [`Missing${type}Node`, 'has no'] : [`Multiple${type}Nodes`, 'has more than one']
    return [mistake(kind, `The loop ${name} ${words} ${type}.`, { loopNode: name })]
  })
}

function checkContent({ name }: FlowNode, { nodes }: FlowDefinition): Validation[] {
  return nodes
    .filter(({ type }) => incompatible.has(type))
    .map((node) =>
      mistake(
        'LoopIncompatibleNodeType',
        `The loop ${name} must not have a node of the type ${node.type}, such as ${node.name}.`,
        { node: name, incompatibleNodeType: node.type, incompatibleNodeName: node.name },
      ),
    )
}

/** LoopInput hands the inputs of the loop on; the controller asks for what reaches it. */
function checkBoundary(loop: FlowNode, node: FlowNode): Validation[] {
  if (node.type === 'LoopInput') {
    return node.outputs.flatMap(({ name, type }) => {
      const given = loop.inputs.find((input) => input.name === name)
      if (given?.type === type) return []
      const message = `The LoopInput ${node.name} gives ${name} as ${type}, but the loop ${loop.name} has no such input.`
      return [mistake('UnknownNodeOutput', message, { node: node.name, output: name })]
    })
  }
  const condition = node.configuration?.loopController?.continueCondition
  if (node.type !== 'LoopController' || !condition) return []
  const asked = node.inputs.filter(({ category }) => category === 'LoopCondition')
  const { name, expression } = condition
  return conditionMistake({ name, expression: expression ?? '' }, { ...node, inputs: asked })
}

/** What comes out of a loop is what its controller has for the exit, and how often it ran. */
function checkOutputs(loop: FlowNode, { nodes }: FlowDefinition): Validation[] {
  const controller = nodes.find(({ type }) => type === 'LoopController')
  const exits = controller?.inputs.filter(({ category }) => category === 'ExitLoop') ?? []
  const known = [{ name: 'iterationCount', type: 'Number' }, ...exits]
  return loop.outputs
    .filter(({ name, type }) => !known.some((exit) => exit.name === name && exit.type === type))
    .map(({ name, type }) =>
      mistake(
        'UnknownNodeOutput',
        `The loop ${loop.name} has the output ${name} of the type ${type}, for which its controller has no input of the category ExitLoop.`,
        { node: loop.name, output: name },
      ),
    )
}
