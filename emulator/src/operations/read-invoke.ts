import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Model } from '../catalogue/model-schema.ts'
import { checkLatency } from '../catalogue/check-latency.ts'
import { resolveModel, type Target } from '../catalogue/resolve-model.ts'
import { converseQuestion } from '../converse/question.ts'
import { converseRequest } from '../converse/request.ts'
import { converseText } from '../converse/text.ts'
import type { TextFamily } from '../families/family.ts'
import type { Shield } from '../guardrails/ask-guarded.ts'
import type { Json } from '../json.ts'
import type { Question } from '../model/question.ts'
import { parsePromptArn } from '../prompts/prompt-arn.ts'
import { readInvokeHeaders } from './invoke-headers.ts'
import { invokeShield } from './shield-of.ts'
import { modelIdOf } from './model-id-of.ts'
import type { Call } from './operation.ts'
import { parseBody } from './parse-body.ts'
import { rawBodyText, readRawBody } from './raw-body.ts'
import { unfoldPrompt } from './unfold-prompt.ts'

type InvokeCall = {
  /** The guardrail that the headers ask for. Throws AwsError when there is none such. */
  shield: () => Shield | undefined
  described: { modelId: string; inputText: string }
  body: Json
  /** Headers of the answer that tell how it was served. */
  served: Record<string, string>
  /** Throws AwsError for a model that cannot be called. */
  resolve: (catalogue: Catalogue) => Target
  /** Throws AwsError for a body that the family does not take. */
  question: (family: TextFamily, model: Model) => Question
}

/** What InvokeModel and its stream have in common. Throws AwsError for a bad request. */
export function readInvoke(call: Call): InvokeCall {
  const modelId = modelIdOf(call)
  const { served } = readInvokeHeaders(call)
  const body = readRawBody(call.body)
  if (parsePromptArn(modelId)) return { ...readPromptInvoke(call, modelId, body), served }
  return {
    described: { modelId, inputText: rawBodyText(body) },
    body,
    served,
    shield: () => invokeShield(call),
    resolve: (catalogue) => resolve(modelId, call, catalogue),
    question: (family, model) => family.question(body, modelId, model),
  }
}

/** With a prompt the body holds its variables; the answer is in the format of the prompt's model. */
function readPromptInvoke(call: Call, modelId: string, body: Json): Omit<InvokeCall, 'served'> {
  const { request, callee } = unfoldPrompt(modelId, parseBody(call.body, converseRequest), call)
  return {
    described: { modelId, inputText: converseText(request) },
    body,
    shield: () => invokeShield(call),
    resolve: (catalogue) => resolve(callee, call, catalogue),
    question: (_, model) => converseQuestion(request, modelId, model),
  }
}

function resolve(callee: string, call: Call, catalogue: Catalogue): Target {
  const target = resolveModel(callee, { ...call, catalogue })
  checkLatency(readInvokeHeaders(call).latency, target, call.region)
  return target
}
