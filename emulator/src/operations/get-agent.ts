import { agentArn, findAgent } from '../agents/find-agent.ts'
import { createdAt } from '../created-at.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'

export const getAgent: Operation = {
  name: 'GetAgent',
  endpoint: 'bedrock-agent',
  action: 'bedrock:GetAgent',
  route: { method: 'GET', path: /^\/agents\/([^/]+)\/$/ },
  permissions: (call) => [
    { action: 'bedrock:GetAgent', resource: agentArn(call.params[0] ?? '', call) },
  ],
  prepare: (call) => ({
    perform: () => {
      const agent = findAgent(call, call.params[0] ?? '')
      return jsonReply({
        agent: {
          agentId: agent.id,
          agentName: agent.name,
          agentArn: agentArn(agent.id, call),
          agentVersion: 'DRAFT',
          agentStatus: agent.status,
          description: agent.description,
          instruction: agent.instruction,
          foundationModel: agent.foundationModel,
          orchestrationType: 'DEFAULT',
          agentCollaboration: 'DISABLED',
          idleSessionTTLInSeconds: agent.idleSessionTTLInSeconds,
          agentResourceRoleArn: `arn:aws:iam::${call.account.id}:role/service-role/AmazonBedrockExecutionRoleForAgents_${agent.id}`,
          createdAt,
          updatedAt: createdAt,
          ...(agent.status === 'PREPARED' && { preparedAt: createdAt }),
        },
      })
    },
  }),
}
