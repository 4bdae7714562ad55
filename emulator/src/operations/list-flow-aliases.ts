import { z } from 'zod'
import { findFlow } from '../flows/find-flow.ts'
import { jsonReply } from '../wire/reply.ts'
import { aliasSummary } from './flow-summary.ts'
import type { Operation } from './operation.ts'
import { buildPageQuery, page } from './page.ts'
import { parseQuery } from './parse-query.ts'
import { permissionOnFlow } from './permission-on-flow.ts'

export const listFlowAliases: Operation = {
  name: 'ListFlowAliases',
  endpoint: 'bedrock-agent',
  action: 'bedrock:ListFlowAliases',
  route: { method: 'GET', path: /^\/flows\/([^/]+)\/aliases\/?$/ },
  permissions: permissionOnFlow('bedrock:ListFlowAliases'),
  prepare: (call) => {
    const wanted = parseQuery(call, z.object(buildPageQuery))
    return {
      perform: () => {
        const flow = findFlow(call.params[0] ?? '', call)
        const { items, nextToken } = page(flow.aliases, wanted)
        return jsonReply({
          flowAliasSummaries: items.map((alias) => aliasSummary(flow, alias, call)),
          nextToken,
        })
      },
    }
  },
}
