import { randomUUID } from 'node:crypto'
import type { Json } from '../../json.ts'
import { traceEvent, type FlowEvent } from '../flow-event.ts'
import type { NodeTask } from './node-runner.ts'

export type Action = {
  serviceName: string
  operationName: string
  operationRequest: Json
  operationResponse: Json
}

/** What a node asked of another service, and what it got. */
export function actionTrace({ node, run }: NodeTask, action: Action): FlowEvent {
  return traceEvent('nodeActionTrace', {
    nodeName: node.name,
    timestamp: run.surroundings.now().toISOString(),
    requestId: randomUUID(),
    ...action,
  })
}
