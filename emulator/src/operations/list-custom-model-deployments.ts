import { z } from 'zod'
import { createdAt } from '../created-at.ts'
import { jsonReply } from '../wire/reply.ts'
import { listedByName, namedQuery } from './listed-by-name.ts'
import type { Operation } from './operation.ts'
import { parseQuery } from './parse-query.ts'

const query = z.object({
  ...namedQuery,
  createdAfter: z.coerce.date().optional(),
  createdBefore: z.coerce.date().optional(),
  statusEquals: z.enum(['Creating', 'Active', 'Failed']).optional(),
  modelArnEquals: z.string().optional(),
})

export const listCustomModelDeployments: Operation = {
  name: 'ListCustomModelDeployments',
  endpoint: 'bedrock',
  action: 'bedrock:ListCustomModelDeployments',
  route: { method: 'GET', path: /^\/model-customization\/custom-model-deployments$/ },
  prepare: (call) => {
    const filter = parseQuery(call, query)
    const own = `arn:aws:bedrock:${call.region}:${call.account.id}`
    const modelArn = (model: string, name: string) => `${own}:custom-model/${model}/${name}`
    return {
      perform: () => {
        const { createdAfter: after, createdBefore: before, statusEquals, modelArnEquals } = filter
        const matching = call.account.modelDeployments.filter(
          ({ status, model, id }) =>
            status === (statusEquals ?? status) &&
            modelArn(model, id) === (modelArnEquals ?? modelArn(model, id)),
        )
        const { items, nextToken } = listedByName(matching, call, { ...filter, after, before })
        const modelDeploymentSummaries = items.map(({ id, name, model, status }) => ({
          customModelDeploymentArn: `${own}:custom-model-deployment/${id}`,
          customModelDeploymentName: name,
          modelArn: modelArn(model, id),
          createdAt,
          lastUpdatedAt: createdAt,
          status,
        }))
        return jsonReply({ modelDeploymentSummaries, nextToken })
      },
    }
  },
}
