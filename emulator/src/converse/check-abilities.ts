import type { Model } from '../catalogue/model-schema.ts'
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
    throw validationError("This model doesn't support system prompts.")
  }
  if (request.outputConfig?.textFormat && !model.structuredOutput) {
    throw validationError("This model doesn't support the outputConfig.textFormat field.")
  }
  checkTools(request, model)
  checkSampling(request, model)
}

function checkTools({ toolConfig }: ConverseRequest, model: Model): void {
  const strict = toolConfig?.tools.findIndex(({ toolSpec }) => toolSpec?.strict === true) ?? -1
  if (strict >= 0 && !model.strictTools) {
    throw modelError(`tools.${strict}.custom.strict: Extra inputs are not permitted`)
  }
  const choice = toolConfig?.toolChoice
  if ((choice?.any || choice?.tool) && !model.forcedToolChoice) {
    throw modelError('tool_choice: this model does not support forcing the use of a tool.')
  }
}

function checkSampling({ inferenceConfig }: ConverseRequest, { sampling }: Model): void {
  const { temperature, topP } = inferenceConfig
  if (sampling === 'one' && temperature !== undefined && topP !== undefined) {
    throw modelError('`temperature` and `top_p` cannot both be specified for this model. Please use only one.') // prettier-ignore
  }
  const first = temperature === undefined ? 'top_p' : 'temperature'
  if (sampling === 'none' && (temperature !== undefined || topP !== undefined)) {
    throw modelError(`\`${first}\` is deprecated for this model.`)
  }
}

const modelError = (complaint: string) =>
  validationError(`The model returned the following errors: ${complaint}`)
