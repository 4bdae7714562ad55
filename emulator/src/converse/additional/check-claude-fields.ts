import { z } from 'zod'
import type { Model } from '../../catalogue/model-schema.ts'
import { isJsonObject, type JsonObject } from '../../json.ts'
import { isFraction } from '../../model/is-fraction.ts'
import { modelError } from '../../model/model-error.ts'
import type { ConverseRequest } from '../request.ts'
import { checkThinking } from './check-thinking.ts'

/** How many of the likeliest tokens Claude may choose from: the bound of a prompt's `TopK` in AWS's CloudFormation reference. */
export const claudeTopK = z.int().min(0).max(500)

/** Fields of the Messages format that Converse has no member for, and those that it may repeat. */
const fieldsOfClaude = z.strictObject({
  anthropic_beta: z.array(z.string()).optional(),
  anthropic_version: z.string().optional(),
  top_k: claudeTopK.optional(),
  thinking: z.unknown().optional(),
  tools: z.array(z.unknown()).optional(),
  tool_choice: z.unknown().optional(),
  output_config: z.unknown().optional(),
  max_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  stop_sequences: z.array(z.string()).optional(),
})

/** Throws the ValidationException of Claude for fields that it does not take. Betas may bring others. */
export function checkClaudeFields(
  fields: JsonObject,
  request: ConverseRequest,
  model: Model,
): void {
  const schema = fields.anthropic_beta === undefined ? fieldsOfClaude : fieldsOfClaude.loose()
  const [issue] = schema.safeParse(fields).error?.issues ?? []
  if (issue) throw modelError(complaint(issue))
  if (fields.thinking === undefined) return
  if (model.thinking === 'none') throw modelError('thinking: Extra inputs are not permitted')
  checkThinking(isJsonObject(fields.thinking) ? fields.thinking : {}, { request, model, fields })
}

function complaint(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.')
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the other kinds speak for themselves
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${key}: Extra inputs are not permitted`).join('\n')
    case 'too_small':
      return `${path}: Input should be greater than or equal to ${issue.minimum}`
    case 'too_big':
      return `${path}: Input should be less than or equal to ${issue.maximum}`
    case 'invalid_type':
      return `${path}: Input should be a valid ${kindOf(issue)}`
    default:
      return `${path}: ${issue.message}`
  }
}

function kindOf({ expected, path }: z.core.$ZodIssueInvalidType): string {
  if (expected === 'array') return 'list'
  const isNumber = expected === 'number' || expected === 'int'
  return isNumber && !isFraction(path.at(-1)) ? 'integer' : expected
}
