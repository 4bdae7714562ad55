import { createdAt } from '../created-at.ts'
import { flowArn, statusOf, type FlowPlace } from '../flows/find-flow.ts'
import type { Flow, FlowAlias } from '../flows/flow-schema.ts'

/** What every operation tells of a flow. */
export function flowSummary(flow: Flow, place: FlowPlace): object {
  return {
    name: flow.name,
    description: flow.description,
    id: flow.id,
    arn: flowArn(place, flow),
    status: statusOf(flow),
    version: 'DRAFT',
    createdAt,
    updatedAt: createdAt,
  }
}

/** What every operation tells of an alias. */
export function aliasSummary(flow: Flow, alias: FlowAlias, place: FlowPlace): object {
  return {
    name: alias.name,
    description: alias.description,
    id: alias.id,
    arn: `${flowArn(place, flow)}/alias/${alias.id}`,
    flowId: flow.id,
    routingConfiguration: [{ flowVersion: alias.version }],
    concurrencyConfiguration: { type: 'Automatic' },
    createdAt,
    updatedAt: createdAt,
  }
}
