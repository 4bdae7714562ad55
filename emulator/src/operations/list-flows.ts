import { z } from 'zod'
import { jsonReply } from '../wire/reply.ts'
import { flowSummary } from './flow-summary.ts'
import type { Operation } from './operation.ts'
import { buildPageQuery, page } from './page.ts'
import { parseQuery } from './parse-query.ts'

export const listFlows: Operation = {
  name: 'ListFlows',
  endpoint: 'bedrock-agent',
  action: 'bedrock:ListFlows',
  route: { method: 'GET', path: /^\/flows\/?$/ },
  prepare: (call) => {
    const wanted = parseQuery(call, z.object(buildPageQuery))
    return {
      perform: () => {
        const here = call.account.flows.filter(({ region }) => region === call.region)
        const { items, nextToken } = page(here, wanted)
        return jsonReply({
          flowSummaries: items.map((flow) => flowSummary(flow, call)),
          nextToken,
        })
      },
    }
  },
}
