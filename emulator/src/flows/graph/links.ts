import type { FlowConnection, FlowDefinition } from '../flow-definition.ts'

/** The connections that leave a node; nothing for a node that does not exist. */
export function leaving({ connections }: FlowDefinition, node: string): FlowConnection[] {
  return connections.filter(({ source }) => source === node)
}

/** The connections that enter a node. */
export function entering({ connections }: FlowDefinition, node: string): FlowConnection[] {
  return connections.filter(({ target }) => target === node)
}
