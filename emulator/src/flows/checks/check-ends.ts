import type { FlowDefinition } from '../flow-definition.ts'
import { mistake, type Validation } from './validation.ts'

/** A flow begins with one Input node and ends with at least one Output node. */
export function checkEnds({ nodes }: FlowDefinition): Validation[] {
  const starts = nodes.filter(({ type }) => type === 'Input').length
  return [
    ...(starts === 0 ? [mistake('MissingStartingNodes', 'The flow has no Input node.')] : []),
    ...(starts > 1 ? [mistake('Unspecified', 'The flow has more than one Input node.')] : []),
    ...(nodes.some(({ type }) => type === 'Output')
      ? []
      : [mistake('MissingEndingNodes', 'The flow has no Output node.')]),
  ]
}
