import type { FlowConnection, FlowDefinition, FlowNode } from '../flow-definition.ts'
import { mistake, type Validation } from './validation.ts'

/**
 * Mistakes of single connections: what they name must exist, and the types must fit. `beyond` are the
 * nodes on the other side of the boundary of a loop, which no connection may cross.
 */
export function checkConnections(
  definition: FlowDefinition,
  beyond: ReadonlySet<string>,
): Validation[] {
  const nodes = new Map(definition.nodes.map((node) => [node.name, node]))
  return definition.connections.flatMap((connection) => {
    const source = nodes.get(connection.source)
    const target = nodes.get(connection.target)
    const of = { connection: connection.name }
    if ((!source && beyond.has(connection.source)) || (!target && beyond.has(connection.target))) {
      return [crosses(connection)]
    }
    if (!source) {
      const message = `The connection ${connection.name} comes from ${connection.source}, which is no node.`
      return [mistake('UnknownConnectionSource', message, of)]
    }
    if (!target) {
      const message = `The connection ${connection.name} goes to ${connection.target}, which is no node.`
      return [mistake('UnknownConnectionTarget', message, of)]
    }
    return connection.type === 'Data'
      ? checkData(connection, source, target)
      : checkConditional(connection, source)
  })
}

function crosses({ name, source, target }: FlowConnection): Validation {
  const message = `The connection ${name} from ${source} to ${target} crosses the boundary of a loop.`
  return mistake('InvalidLoopBoundary', message, { connection: name, source, target })
}

function lacksConfiguration({ name }: FlowConnection): Validation[] {
  const message = `The connection ${name} lacks the configuration of its type.`
  return [mistake('MissingConnectionConfiguration', message, { connection: name })]
}

function checkConditional(connection: FlowConnection, source: FlowNode): Validation[] {
  const wanted = connection.configuration?.conditional?.condition
  if (wanted === undefined) return lacksConfiguration(connection)
  const conditions = source.configuration?.condition?.conditions ?? []
  if (conditions.some(({ name }) => name === wanted)) return []
  const message = `The connection ${connection.name} belongs to the condition ${wanted}, which ${source.name} does not have.`
  return [mistake('UnknownConnectionCondition', message, { connection: connection.name })]
}

function checkData(connection: FlowConnection, source: FlowNode, target: FlowNode): Validation[] {
  const data = connection.configuration?.data
  if (!data) return lacksConfiguration(connection)
  const of = { connection: connection.name }
  const output = source.outputs.find(({ name }) => name === data.sourceOutput)
  if (!output) {
    const message = `The connection ${connection.name} takes the output ${data.sourceOutput}, which ${source.name} does not have.`
    return [mistake('UnknownConnectionSourceOutput', message, of)]
  }
  const input = target.inputs.find(({ name }) => name === data.targetInput)
  if (!input) {
    const message = `The connection ${connection.name} feeds the input ${data.targetInput}, which ${target.name} does not have.`
    return [mistake('UnknownConnectionTargetInput', message, of)]
  }
  if (fits(output.type, input)) return []
  const message = `The connection ${connection.name} carries the type ${output.type}, from which ${input.expression} cannot give the type ${input.type}.`
  return [mistake('IncompatibleConnectionDataType', message, of)]
}

/** Parts can only be taken out of objects and arrays; the whole must have the type itself. */
function fits(type: string, input: FlowNode['inputs'][number]): boolean {
  if (input.expression === '$.data') return type === input.type
  return type === 'Object' || type === 'Array'
}
