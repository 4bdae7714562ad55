import { checkConditions } from './checks/check-conditions.ts'
import { checkConnections } from './checks/check-connections.ts'
import { checkNodes } from './checks/check-nodes.ts'
import { checkShape } from './checks/check-shape.ts'
import type { Validation } from './checks/validation.ts'
import type { FlowDefinition } from './flow-definition.ts'

/** Everything that keeps a flow from being prepared, as AWS checks it; empty when nothing does. */
export function checkDefinition(definition: FlowDefinition): Validation[] {
  return [
    ...checkNodes(definition),
    ...checkConditions(definition),
    ...checkConnections(definition),
    ...checkShape(definition),
  ]
}
