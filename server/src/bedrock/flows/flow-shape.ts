import type { FlowConnection, FlowDefinition, FlowNode } from '@aws-sdk/client-bedrock-agent'

/** What a caller of a flow has to know of its definition. */
export interface FlowShape {
  /** Null for a flow without an Input node. */
  readonly input: { readonly node: string; readonly type: string | null } | null
  /** The names of the Output nodes. */
  readonly outputs: readonly string[]
  /** The names of the Lambda nodes. */
  readonly lambdas: readonly string[]
  /** What nodes take out of the document by name. */
  readonly reads: readonly FlowRead[]
}

export interface FlowRead {
  readonly member: string
  /** What the member must be; null where only a part of it is taken. */
  readonly type: string | null
  readonly node: string
  /** Whether the node runs in every execution, and not only where a condition leads. */
  readonly isAlways: boolean
}

/** `$.data.order` and `$.data.order.items[0]`; only the first takes the whole member. */
const memberPattern = /^\$\.data\.([^.[\]\s*]+)(.*)$/s

/** Reads a definition as GetFlowVersion gives it. */
export function flowShape({ nodes = [], connections = [] }: Partial<FlowDefinition>): FlowShape {
  const input = nodes.find(({ type }) => type === 'Input')
  const isSometimes = branchesOf(nodes, connections)
  const fed = connections.filter(({ source }) => source !== undefined && source === input?.name)
  return {
    input: input?.name === undefined ? null : { node: input.name, type: input.outputs?.[0]?.type ?? null }, // prettier-ignore
    outputs: namesOf(nodes, 'Output'),
    lambdas: namesOf(nodes, 'LambdaFunction'),
    reads: fed.flatMap(({ target, configuration }) => {
      const node = nodes.find(({ name }) => name === target)
      const wanted = node?.inputs?.find(({ name }) => name === configuration?.data?.targetInput)
      const [, member, rest] = memberPattern.exec(wanted?.expression ?? '') ?? []
      if (node?.name === undefined || member === undefined) return []
      const type = rest === '' ? (wanted?.type ?? null) : null
      return [{ member, type, node: node.name, isAlways: !isSometimes(node.name) }]
    }),
  }
}

const namesOf = (nodes: readonly FlowNode[], wanted: FlowNode['type']): string[] =>
  nodes.flatMap(({ type, name }) => (type === wanted && name !== undefined ? [name] : []))

/** Whether a node runs only where a condition leads, or once per item of a list that may be empty. */
function branchesOf(
  nodes: readonly FlowNode[],
  connections: readonly FlowConnection[],
): (name: string) => boolean {
  const iterators = new Set(nodes.filter(({ type }) => type === 'Iterator').map(({ name }) => name))
  const isSometimes = (name: string, path: readonly string[]): boolean =>
    connections.some(
      ({ type, source = '', target }) =>
        target === name &&
        (type === 'Conditional' ||
          iterators.has(source) ||
          (!path.includes(source) && isSometimes(source, [...path, name]))),
    )
  return (name) => isSometimes(name, [])
}
