import { z } from 'zod'
import { knowledgeBaseArn } from '../knowledge-bases/knowledge-base-arn.ts'
import { retrievalResult, retrieveFrom } from '../knowledge-bases/retrieve-from.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'

const request = z.looseObject({
  retrievalQuery: z.looseObject({ text: z.string().min(1).max(20_000) }),
  retrievalConfiguration: z
    .looseObject({
      vectorSearchConfiguration: z
        .looseObject({ numberOfResults: z.int().min(1).max(100).optional() })
        .optional(),
    })
    .optional(),
})

export const retrieve: Operation = {
  name: 'Retrieve',
  endpoint: 'bedrock-agent-runtime',
  action: 'bedrock:Retrieve',
  route: { method: 'POST', path: /^\/knowledgebases\/([^/]+)\/retrieve$/ },
  permissions: (call) => [
    { action: 'bedrock:Retrieve', resource: knowledgeBaseArn(call.params[0] ?? '', call) },
  ],
  prepare: (call) => {
    const { retrievalQuery, retrievalConfiguration } = parseBody(call.body, request)
    const [named = ''] = call.params
    return {
      inputText: retrievalQuery.text,
      perform: () => {
        const hits = retrieveFrom(named, call, {
          question: retrievalQuery.text,
          wanted: retrievalConfiguration?.vectorSearchConfiguration?.numberOfResults,
        })
        return jsonReply({ retrievalResults: hits.map(retrievalResult) })
      },
    }
  },
}
