import { z } from 'zod'
import { createdAt } from '../created-at.ts'
import type { PromptRouter } from '../accounts/account-schema.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Call, Operation } from './operation.ts'
import { page, pageQuery } from './page.ts'
import { parseQuery } from './parse-query.ts'

const query = z.object({ ...pageQuery, type: z.enum(['custom', 'default']).optional() })

export const listPromptRouters: Operation = {
  name: 'ListPromptRouters',
  endpoint: 'bedrock',
  action: 'bedrock:ListPromptRouters',
  route: { method: 'GET', path: /^\/prompt-routers$/ },
  prepare: (call) => {
    const filter = parseQuery(call, query)
    return {
      perform: ({ catalogue }) => {
        const own = `arn:aws:bedrock:${call.region}:${call.account.id}`
        const modelArn = (model: string) =>
          catalogue.profile(model)
            ? `${own}:inference-profile/${model}`
            : `arn:aws:bedrock:${call.region}::foundation-model/${model}`
        const { items, nextToken } = page(routersOf(call, filter.type), filter)
        const promptRouterSummaries = items.map(({ id, name, type, models, fallback }) => ({
          promptRouterName: name,
          promptRouterArn: `${own}:${type === 'default' ? 'default-' : ''}prompt-router/${id}`,
          routingCriteria: { responseQualityDifference: 0 },
          models: models.map((model) => ({ modelArn: modelArn(model) })),
          fallbackModel: { modelArn: modelArn(fallback) },
          status: 'AVAILABLE',
          type,
          createdAt,
          updatedAt: createdAt,
        }))
        return jsonReply({ promptRouterSummaries, nextToken })
      },
    }
  },
}

function routersOf({ account, region }: Call, type: PromptRouter['type'] | undefined) {
  return account.promptRouters.filter(
    (router) => router.region === region && router.type === (type ?? router.type),
  )
}
