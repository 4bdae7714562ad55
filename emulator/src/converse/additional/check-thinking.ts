import type { Model } from '../../catalogue/model-schema.ts'
import type { JsonObject } from '../../json.ts'
import { modelError } from '../../model/model-error.ts'
import type { ConverseRequest } from '../request.ts'

type Around = { request: ConverseRequest; model: Model; fields: JsonObject }

/** Throws the ValidationException of Claude for a way of thinking that it does not offer, or not so. */
export function checkThinking(thinking: JsonObject, around: Around): void {
  const complaint = complaintOf(thinking, around)
  if (complaint !== undefined) throw modelError(complaint)
}

function complaintOf(thinking: JsonObject, { request, model, fields }: Around): string | undefined {
  const { type } = thinking
  if (type === 'disabled') return undefined
  if (type !== 'enabled' && type !== 'adaptive') {
    return `thinking: Input tag '${typeof type === 'string' ? type : ''}' found using 'type' does not match any of the expected tags: 'disabled', 'enabled', 'adaptive'`
  }
  if (type === 'enabled' && model.thinking === 'adaptive') {
    return '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'
  }
  if (type === 'adaptive' && model.thinking === 'budget') {
    return 'adaptive thinking is not supported on this model'
  }
  const complaint = type === 'enabled' ? budgetComplaint(thinking, request, model) : undefined
  return complaint ?? neighbourComplaint(request, fields)
}

function budgetComplaint(
  { budget_tokens: budget }: JsonObject,
  { inferenceConfig: { maxTokens } }: ConverseRequest,
  { maxOutputTokens }: Model,
): string | undefined {
  if (budget === undefined) return 'thinking.enabled.budget_tokens: Field required'
  if (typeof budget !== 'number' || !Number.isInteger(budget)) {
    return 'thinking.enabled.budget_tokens: Input should be a valid integer'
  }
  if (budget < 1024) {
    return 'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024'
  }
  return budget >= (maxTokens ?? maxOutputTokens)
    ? '`max_tokens` must be greater than `thinking.budget_tokens`.'
    : undefined
}

/** What may not stand beside thinking. */
function neighbourComplaint(
  { inferenceConfig: { temperature }, toolConfig }: ConverseRequest,
  fields: JsonObject,
): string | undefined {
  if (temperature !== undefined && temperature !== 1) {
    return '`temperature` may only be set to 1 when thinking is enabled.'
  }
  if (fields.top_k !== undefined) return '`top_k` must be unset when thinking is enabled.'
  const choice = toolConfig?.toolChoice
  return choice?.any || choice?.tool
    ? 'Thinking may not be enabled when tool_choice forces tool use.'
    : undefined
}
