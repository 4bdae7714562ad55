import type { FlowShape } from './flow-shape.ts'

/** How a step means to call a flow. */
export interface FlowWish {
  readonly inputNode: string
  /** Null for the only one that the flow reaches, `*` for all. */
  readonly outputNode: string | null
  /** The members of the document with their types; null where only the event will tell. */
  readonly members: ReadonlyMap<string, string | null>
  /** The member by which what a Lambda node sends is known again; null where none is to send anything. */
  readonly lineageMember: string | null
}

export interface FlowFinding {
  readonly of: 'target' | 'input_node' | 'output_node' | 'parameters'
  readonly message: string
  /** Whether every call would fail; a note is about some of them, or about what could not be seen. */
  readonly isFault: boolean
}

/** Where a step and the flow that it calls do not fit together. */
export function flowFindings(shape: FlowShape, wish: FlowWish): FlowFinding[] {
  return [
    ...ofInput(shape, wish),
    ...ofOutputs(shape, wish),
    ...ofMembers(shape, wish),
    ...ofLambdas(shape, wish),
  ]
}

const fault = (of: FlowFinding['of'], message: string): FlowFinding => ({ of, message, isFault: true }) // prettier-ignore

function ofInput({ input }: FlowShape, { inputNode }: FlowWish): FlowFinding[] {
  if (!input) return [fault('target', 'The flow has no Input node, so it cannot be called.')]
  if (input.node !== inputNode) {
    return [fault('input_node', `The flow begins with the node "${input.node}", not with "${inputNode}".`)] // prettier-ignore
  }
  if (input.type === null || input.type === 'Object') return []
  return [
    fault(
      'input_node',
      `The Input node "${input.node}" wants a document of the type ${input.type}, but a step sends an Object. Declare Object there, and take its members with expressions such as $.data.name.`,
    ),
  ]
}

function ofOutputs({ outputs }: FlowShape, { outputNode }: FlowWish): FlowFinding[] {
  if (outputs.length === 0) {
    return [fault('target', 'The flow has no Output node, so nothing would come back.')]
  }
  const listed = outputs.map((name) => `"${name}"`).join(', ')
  if (outputNode === null) {
    if (outputs.length === 1) return []
    const message = `The flow has ${outputs.length} Output nodes: ${listed}. A run fails when more than one is reached; name one, or take all with *.`
    return [{ of: 'output_node', message, isFault: false }]
  }
  if (outputNode === '*' || outputs.includes(outputNode)) return []
  return [fault('output_node', `The flow has no Output node "${outputNode}". It has ${listed}.`)]
}

function ofMembers({ input, reads }: FlowShape, { members }: FlowWish): FlowFinding[] {
  if (input?.type !== 'Object') return []
  return reads.flatMap(({ member, type, node, isAlways }): FlowFinding[] => {
    const given = members.get(member)
    if (given === undefined) {
      const message = `The node "${node}" of the flow takes ${member} from the document, but no parameter of that name is mapped.`
      return [{ of: 'parameters', message, isFault: isAlways }]
    }
    if (given === null || type === null || given === type) return []
    const message = `The node "${node}" of the flow wants ${member} as ${type}, but the step sends it as ${given}.`
    return [{ of: 'parameters', message, isFault: isAlways }]
  })
}

function ofLambdas({ lambdas, reads }: FlowShape, { lineageMember }: FlowWish): FlowFinding[] {
  if (lineageMember === null || lambdas.length === 0) return []
  if (reads.some(({ member, node }) => member === lineageMember && lambdas.includes(node)))
    return []
  const listed = lambdas.map((name) => `"${name}"`).join(', ')
  const message = `No Lambda node of the flow (${listed}) takes ${lineageMember} from the document, so an event that it sends could start this automation again. Give the node that sends events a String input ${lineageMember} with the expression $.data.${lineageMember}, and connect it to the Input node.`
  return [{ of: 'target', message, isFault: false }]
}
