import type { Json } from '../../json.ts'
import type { Events } from '../flow-event.ts'
import type { FlowNode } from '../flow-definition.ts'
import type { FlowRun } from '../flow-run.ts'

export type NodeTask = {
  node: FlowNode
  /** What its inputs selected. */
  values: ReadonlyMap<string, Json>
  run: FlowRun
}

export type NodeResult = {
  outputs: Readonly<Record<string, Json>>
  /** The condition that held, of a condition node. */
  condition?: string
}

/** Runs one node. Throws AwsError when it fails. */
export type NodeRunner = (task: NodeTask) => Events<NodeResult>

/** The text of an input that is a String by its type. */
export function textAt({ values, node }: NodeTask, input: string): string {
  const value = values.get(input)
  if (typeof value === 'string') return value
  throw new Error(`The node ${node.name} ran without a text as its input ${input}.`)
}
