import type { Json, JsonObject } from '../json.ts'
import type { FlowDefinition, FlowNode } from './flow-definition.ts'
import { traceEvent, type FlowEvent } from './flow-event.ts'
import { entering, leaving } from './graph/links.ts'
import type { Scope } from './scope.ts'

type About = { definition: FlowDefinition; node: FlowNode; at: Date }

/** What went into a node, and where it came from. */
export function inputTrace(
  { definition, node, at }: About,
  values: ReadonlyMap<string, Json>,
  { rounds }: Scope,
): FlowEvent {
  const incoming = entering(definition, node.name)
  const fields = node.inputs.flatMap(({ name, type, expression, category }): JsonObject[] => {
    const value = values.get(name)
    if (value === undefined) return []
    const from = incoming.find(({ configuration }) => configuration?.data?.targetInput === name)
    const outputFieldName = from?.configuration?.data?.sourceOutput
    return [
      {
        nodeInputName: name,
        content: { document: value },
        type,
        ...(typeof category === 'string' && { category }),
        ...(from &&
          outputFieldName !== undefined && {
            source: { nodeName: from.source, outputFieldName, expression },
          }),
        ...(rounds.length > 0 && {
          executionChain: rounds.map((round) => ({ ...round })),
        }),
      },
    ]
  })
  return traceEvent('nodeInputTrace', {
    nodeName: node.name,
    timestamp: at.toISOString(),
    fields,
  })
}

/** What came out of a node, and where it goes. */
export function outputTrace(
  { definition, node, at }: About,
  outputs: Readonly<Record<string, Json>>,
): FlowEvent {
  const outgoing = leaving(definition, node.name)
  const fields = Object.entries(outputs).map(([name, value]): JsonObject => {
    const type = node.outputs.find((output) => output.name === name)?.type
    const next = outgoing.flatMap(({ target, configuration }) =>
      configuration?.data?.sourceOutput === name
        ? [{ nodeName: target, inputFieldName: configuration.data.targetInput }]
        : [],
    )
    return {
      nodeOutputName: name,
      content: { document: value },
      next,
      ...(type !== undefined && { type }),
    }
  })
  return traceEvent('nodeOutputTrace', {
    nodeName: node.name,
    timestamp: at.toISOString(),
    fields,
  })
}
