import type { Catalogue } from '../catalogue/catalogue.ts'
import { resolveModel, type Target } from '../catalogue/resolve-model.ts'
import { checkLatency } from '../catalogue/check-latency.ts'
import { additionalFields } from '../converse/additional-fields.ts'
import { converseQuestion } from '../converse/question.ts'
import { converseRequest } from '../converse/request.ts'
import { converseText } from '../converse/text.ts'
import { thoughtOf, type Thought } from '../converse/thought.ts'
import { textFamilies } from '../families/index.ts'
import type { Asking } from '../guardrails/ask-guarded.ts'
import type { Answer } from '../model/answer.ts'
import { converseShield } from './shield-of.ts'
import { modelIdOf } from './model-id-of.ts'
import type { Call } from './operation.ts'
import { parseBody } from './parse-body.ts'
import { unfoldPrompt } from './unfold-prompt.ts'

type ConverseCall = {
  described: { modelId: string; inputText: string }
  /** Throws AwsError for a model or a request that cannot be served. */
  resolve: (catalogue: Catalogue) => Asking
  /** What the model thinks before its answer, where the caller wants that. */
  thought: (asking: Asking) => Thought | undefined
  /** What the caller chose of how it is served, told back with the answer. */
  served: object
  /** What `additionalModelResponseFieldPaths` asks for of an answer. */
  additional: (answer: Answer, target: Target) => object
}

/** What Converse and ConverseStream have in common. Throws AwsError for a bad request. */
export function readConverse(call: Call): ConverseCall {
  const modelId = modelIdOf(call)
  const { request, callee } = unfoldPrompt(modelId, parseBody(call.body, converseRequest), call)
  const { performanceConfig, serviceTier } = request
  return {
    served: {
      ...(performanceConfig && { performanceConfig }),
      ...(serviceTier && { serviceTier }),
    },
    described: { modelId, inputText: converseText(request) },
    resolve: (catalogue) => {
      const target = resolveModel(callee, { ...call, catalogue })
      checkLatency(performanceConfig?.latency, target, call.region)
      const shield = converseShield(request, call)
      return { target, question: converseQuestion(request, modelId, target.model), shield }
    },
    thought: ({ question, target: { model } }) => thoughtOf(request, question, model),
    additional: (answer, { model: { family } }) => {
      const paths = request.additionalModelResponseFieldPaths
      if (paths === undefined || family === 'titan-embed') return {}
      return additionalFields(paths, textFamilies[family].answer(answer, modelId))
    },
  }
}
