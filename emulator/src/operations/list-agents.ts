import { z } from 'zod'
import { jsonReply } from '../wire/reply.ts'
import { agentSummary } from './agent-summary.ts'
import type { Operation } from './operation.ts'
import { buildPageQuery, page } from './page.ts'
import { parseBody } from './parse-body.ts'

export const listAgents: Operation = {
  name: 'ListAgents',
  endpoint: 'bedrock-agent',
  action: 'bedrock:ListAgents',
  route: { method: 'POST', path: /^\/agents\/$/ },
  prepare: (call) => {
    const wanted = parseBody(call.body, z.looseObject(buildPageQuery))
    return {
      perform: () => {
        const here = call.account.agents.filter(({ region }) => region === call.region)
        const { items, nextToken } = page(here, wanted)
        return jsonReply({ agentSummaries: items.map(agentSummary), nextToken })
      },
    }
  },
}
