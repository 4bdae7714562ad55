import { findAlias, findFlow } from '../flows/find-flow.ts'
import { jsonReply } from '../wire/reply.ts'
import { aliasSummary } from './flow-summary.ts'
import type { Operation } from './operation.ts'
import { permissionOnFlowAlias } from './permission-on-flow.ts'

export const getFlowAlias: Operation = {
  name: 'GetFlowAlias',
  endpoint: 'bedrock-agent',
  action: 'bedrock:GetFlowAlias',
  route: { method: 'GET', path: /^\/flows\/([^/]+)\/aliases\/([^/]+)$/ },
  permissions: permissionOnFlowAlias('bedrock:GetFlowAlias'),
  prepare: (call) => ({
    perform: () => {
      const [id = '', aliasId = ''] = call.params
      const flow = findFlow(id, call)
      return jsonReply(aliasSummary(flow, findAlias(flow, aliasId, call), call))
    },
  }),
}
