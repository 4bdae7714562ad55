import type { Model } from '../catalogue/model-schema.ts'
import { modelError } from '../model/model-error.ts'
import { validationError } from '../wire/aws-error.ts'
import type { ConverseRequest } from './request.ts'

/** Throws the ValidationException of AWS when a model does not take what a request asks of it. */
export function checkAbilities(request: ConverseRequest, model: Model): void {
  if (model.family === 'titan-embed') {
    throw validationError(
      "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
    )
  }
  if (request.toolConfig && !model.tools)
    throw validationError("This model doesn't support tool use.")
  if (request.system.length > 0 && !model.systemPrompts) {
    throw validationError(
      "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.",
    )
  }
  if (request.outputConfig?.textFormat && !model.structuredOutput) {
    throw model.family === 'claude'
      ? modelError('output_config.format: Extra inputs are not permitted')
      : unsupported('outputConfig.textFormat')
  }
  checkTools(request, model)
  checkContent(request, model)
  checkSampling(request, model)
}

function checkTools({ toolConfig }: ConverseRequest, { family, ...model }: Model): void {
  const strict = toolConfig?.tools.findIndex(({ toolSpec }) => toolSpec?.strict === true) ?? -1
  if (strict >= 0 && !model.strictTools) {
    if (family !== 'claude') throw unsupported('strict')
    throw modelError(`tools.${strict}.custom.strict: Extra inputs are not permitted`)
  }
  const { any, tool } = toolConfig?.toolChoice ?? {}
  if (any && !model.forcedToolChoice) throw unsupported('toolConfig.toolChoice.any')
  if (tool && !model.forcedToolChoice) throw unsupported('toolConfig.toolChoice.tool')
}

function checkContent({ messages }: ConverseRequest, model: Model): void {
  const hasImage = messages.some(({ content }) => content.some(({ image }) => image))
  if (hasImage && !model.inputModalities.includes('IMAGE')) {
    throw unsupported('image', ' for user messages')
  }
  if (messages.at(-1)?.role !== 'assistant' || model.prefill) return
  throw model.family === 'claude'
    ? modelError(
        'This model does not support assistant message prefill. The conversation must end with a user message.',
      )
    : validationError(
        'The model that you are using requires the last turn in the conversation to be a user message. Add a user message to the conversation and try again.',
      )
}

function checkSampling({ inferenceConfig }: ConverseRequest, { sampling, family }: Model): void {
  const { temperature, topP, stopSequences } = inferenceConfig
  if (family === 'claude' && stopSequences.some((sequence) => sequence.trim() === '')) {
    throw modelError('stop_sequences: each stop sequence must contain non-whitespace')
  }
  if (sampling === 'one' && temperature !== undefined && topP !== undefined) {
    throw modelError('`temperature` and `top_p` cannot both be specified for this model. Please use only one.') // prettier-ignore
  }
  const first = temperature === undefined ? 'top_p' : 'temperature'
  if (sampling === 'none' && (temperature !== undefined || topP !== undefined)) {
    throw modelError(`\`${first}\` is deprecated for this model.`)
  }
}

const unsupported = (field: string, where = '') =>
  validationError(
    `This model doesn't support the ${field} field${where}. Remove ${field} and try again.`,
  )
