import { z } from 'zod'
import { agentArn, aliasesOf, findAgent } from '../agents/find-agent.ts'
import { jsonReply } from '../wire/reply.ts'
import { agentAliasSummary } from './agent-summary.ts'
import type { Operation } from './operation.ts'
import { buildPageQuery, page } from './page.ts'
import { parseBody } from './parse-body.ts'

export const listAgentAliases: Operation = {
  name: 'ListAgentAliases',
  endpoint: 'bedrock-agent',
  action: 'bedrock:ListAgentAliases',
  route: { method: 'POST', path: /^\/agents\/([^/]+)\/agentaliases\/$/ },
  permissions: (call) => [
    { action: 'bedrock:ListAgentAliases', resource: agentArn(call.params[0] ?? '', call) },
  ],
  prepare: (call) => {
    const wanted = parseBody(call.body, z.looseObject(buildPageQuery))
    return {
      perform: () => {
        const aliases = aliasesOf(findAgent(call, call.params[0] ?? ''))
        const { items, nextToken } = page(aliases, wanted)
        return jsonReply({ agentAliasSummaries: items.map(agentAliasSummary), nextToken })
      },
    }
  },
}
