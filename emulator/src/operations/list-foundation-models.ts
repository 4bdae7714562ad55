import { z } from 'zod'
import { fitting } from '../fitting.ts'
import type { Model } from '../catalogue/model-schema.ts'
import { jsonReply } from '../wire/reply.ts'
import { modelSummary } from './model-summary.ts'
import type { Operation } from './operation.ts'
import { parseQuery } from './parse-query.ts'

const query = z.object({
  byProvider: fitting(/^[A-Za-z0-9- ]{1,63}$/).optional(),
  byCustomizationType: z.enum(['FINE_TUNING', 'CONTINUED_PRE_TRAINING', 'DISTILLATION']).optional(),
  byOutputModality: z.enum(['TEXT', 'IMAGE', 'EMBEDDING']).optional(),
  byInferenceType: z.enum(['ON_DEMAND', 'PROVISIONED']).optional(),
})

export const listFoundationModels: Operation = {
  name: 'ListFoundationModels',
  endpoint: 'bedrock',
  action: 'bedrock:ListFoundationModels',
  route: { method: 'GET', path: /^\/foundation-models$/ },
  prepare: (call) => {
    const filter = parseQuery(call, query)
    return {
      perform: ({ catalogue, now }) => {
        const models = [...catalogue.modelsIn(call.region)].filter(
          (model) => isAlive(model, now()) && passes(model, filter),
        )
        return jsonReply({
          modelSummaries: models.map((model) => modelSummary(model, call.region)),
        })
      },
    }
  },
}

/** Models disappear from the list at the end of their life. */
function isAlive({ lifecycle: { endOfLifeTime } }: Model, now: Date): boolean {
  return endOfLifeTime === undefined || new Date(endOfLifeTime) > now
}

function passes(model: Model, filter: z.infer<typeof query>): boolean {
  const {
    byProvider = model.provider,
    byCustomizationType,
    byOutputModality,
    byInferenceType,
  } = filter
  return (
    model.provider.toLowerCase() === byProvider.toLowerCase() &&
    (byCustomizationType === undefined || model.customizations.includes(byCustomizationType)) &&
    (byOutputModality === undefined || model.outputModalities.includes(byOutputModality)) &&
    (byInferenceType === undefined || model.inferenceTypes.includes(byInferenceType))
  )
}
