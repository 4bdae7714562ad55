import { z } from 'zod'
import { createdAt } from '../created-at.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { buildPageQuery, page } from './page.ts'
import { parseBody } from './parse-body.ts'

export const listKnowledgeBases: Operation = {
  name: 'ListKnowledgeBases',
  endpoint: 'bedrock-agent',
  action: 'bedrock:ListKnowledgeBases',
  route: { method: 'POST', path: /^\/knowledgebases\/$/ },
  prepare: (call) => {
    const wanted = parseBody(call.body, z.looseObject(buildPageQuery))
    return {
      perform: () => {
        const here = call.account.knowledgeBases.filter(({ region }) => region === call.region)
        const { items, nextToken } = page(here, wanted)
        const summaries = items.map(({ id, name, description, status }) => ({
          knowledgeBaseId: id,
          name,
          description,
          status,
          updatedAt: createdAt,
        }))
        return jsonReply({ knowledgeBaseSummaries: summaries, nextToken })
      },
    }
  },
}
