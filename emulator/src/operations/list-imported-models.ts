import { z } from 'zod'
import { createdAt } from '../created-at.ts'
import { jsonReply } from '../wire/reply.ts'
import { listedByName, namedQuery } from './listed-by-name.ts'
import type { Operation } from './operation.ts'
import { parseQuery } from './parse-query.ts'

const query = z.object({
  ...namedQuery,
  creationTimeAfter: z.coerce.date().optional(),
  creationTimeBefore: z.coerce.date().optional(),
})

export const listImportedModels: Operation = {
  name: 'ListImportedModels',
  endpoint: 'bedrock',
  action: 'bedrock:ListImportedModels',
  route: { method: 'GET', path: /^\/imported-models$/ },
  prepare: (call) => {
    const filter = parseQuery(call, query)
    return {
      perform: () => {
        const { creationTimeAfter: after, creationTimeBefore: before } = filter
        const { items, nextToken } = listedByName(call.account.importedModels, call, { ...filter, after, before }) // prettier-ignore
        const modelSummaries = items.map(({ id, name, architecture }) => ({
          modelArn: `arn:aws:bedrock:${call.region}:${call.account.id}:imported-model/${id}`,
          modelName: name,
          creationTime: createdAt,
          instructSupported: true,
          modelArchitecture: architecture,
        }))
        return jsonReply({ modelSummaries, nextToken })
      },
    }
  },
}
