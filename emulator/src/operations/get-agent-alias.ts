import { aliasArn, findAgent, findAlias } from '../agents/find-agent.ts'
import { jsonReply } from '../wire/reply.ts'
import { agentAliasSummary } from './agent-summary.ts'
import type { Operation } from './operation.ts'

export const getAgentAlias: Operation = {
  name: 'GetAgentAlias',
  endpoint: 'bedrock-agent',
  action: 'bedrock:GetAgentAlias',
  route: { method: 'GET', path: /^\/agents\/([^/]+)\/agentaliases\/([^/]+)\/$/ },
  permissions: (call) => {
    const [agentId = '', aliasId = ''] = call.params
    return [{ action: 'bedrock:GetAgentAlias', resource: aliasArn(agentId, aliasId, call) }]
  },
  prepare: (call) => ({
    perform: () => {
      const [agentId = '', aliasId = ''] = call.params
      const agent = findAgent(call, agentId)
      const alias = findAlias(agent, aliasId)
      return jsonReply({
        agentAlias: {
          ...agentAliasSummary(alias),
          agentId: agent.id,
          agentAliasArn: aliasArn(agent.id, alias.id, call),
          failureReasons: alias.failureReasons,
        },
      })
    },
  }),
}
