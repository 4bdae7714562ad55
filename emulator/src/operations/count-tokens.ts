import { z } from 'zod'
import { checkAccess } from '../catalogue/check-access.ts'
import type { Model } from '../catalogue/model-schema.ts'
import { parseIdentifier } from '../catalogue/parse-identifier.ts'
import { resolveModel } from '../catalogue/resolve-model.ts'
import { converseQuestion } from '../converse/question.ts'
import { converseRequest } from '../converse/request.ts'
import { textFamilies } from '../families/index.ts'
import { modelPermissions } from '../iam/model-permissions.ts'
import { questionTokens } from '../model/question-tokens.ts'
import type { Question } from '../model/question.ts'
import { validationError } from '../wire/aws-error.ts'
import { jsonReply } from '../wire/reply.ts'
import { modelIdOf } from './model-id-of.ts'
import type { Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'
import { readRawBody } from './raw-body.ts'

const request = z.looseObject({
  input: z.union([
    z.strictObject({ converse: converseRequest }),
    z.strictObject({ invokeModel: z.strictObject({ body: z.base64() }) }),
  ]),
})
type Input = z.infer<typeof request>['input']

/** How many tokens a request would cost; free, and no model is asked. */
export const countTokens: Operation = {
  name: 'CountTokens',
  endpoint: 'bedrock-runtime',
  action: 'bedrock:CountTokens',
  route: { method: 'POST', path: /^\/model\/([^/]*)\/count-tokens$/ },
  permissions: (call, { catalogue }) =>
    modelPermissions('bedrock:CountTokens', call.params[0] ?? '', { ...call, catalogue }),
  prepare: (call) => {
    const modelId = modelIdOf(call)
    const { input } = parseBody(call.body, request)
    return {
      modelId,
      perform: ({ catalogue, now }) => {
        const identifier = parseIdentifier(modelId)
        const isFoundationModel =
          identifier?.kind === 'foundation-model' ||
          (identifier?.kind === 'id' && !catalogue.profile(modelId))
        if (!isFoundationModel) throw validationError('The provided model identifier is invalid.')
        const { model } = resolveModel(modelId, { ...call, catalogue })
        checkAccess(model, call.account.modelAccess, now())
        return jsonReply({ inputTokens: questionTokens(read(input, modelId, model)) })
      },
    }
  },
}

function read(input: Input, modelId: string, model: Model): Question {
  if ('converse' in input) return converseQuestion(input.converse, modelId, model)
  if (model.family === 'titan-embed') {
    throw validationError("The provided model doesn't support counting tokens.")
  }
  const body = readRawBody(Buffer.from(input.invokeModel.body, 'base64'))
  return textFamilies[model.family].question(body, modelId, model)
}
