import { z } from 'zod'
import type { ConverseRequest } from '../converse/request.ts'
import { findPromptByArn, type PromptPlace } from '../prompts/find-prompt.ts'
import { renderPrompt } from '../prompts/render-prompt.ts'
import { validationError } from '../wire/aws-error.ts'
import { parseBody } from './parse-body.ts'

/** What a prompt fixes for itself, so that a caller may not. */
const ownMembers = ['additionalModelRequestFields', 'inferenceConfig', 'system', 'toolConfig']

/** What is really asked of which model. */
export type Unfolded = { request: ConverseRequest; callee: string }

/**
 * Replaces the ARN of a prompt by the model and the request that it stands for; messages of the
 * caller follow those of the prompt. Any other model id passes through. Throws AwsError.
 */
export function unfoldPrompt(
  modelId: string,
  request: ConverseRequest,
  call: PromptPlace & { body: Buffer },
): Unfolded {
  const found = findPromptByArn(modelId, call)
  if (!found) return { request, callee: modelId }
  const given = Object.keys(parseBody(call.body, z.record(z.string(), z.unknown())))
  const excess = ownMembers.filter((member) => given.includes(member))
  if (excess.length > 0) {
    throw validationError(
      `These fields cannot be used with a prompt from Prompt management: ${excess.join(', ')}. Remove them and try again.`,
    )
  }
  const values = Object.entries(request.promptVariables).map(
    ([name, { text }]) => [name, text] as const,
  )
  const rendered = renderPrompt(found.variant, new Map(values))
  return {
    request: {
      ...request,
      ...rendered,
      messages: [...rendered.messages, ...request.messages],
      promptVariables: {},
    },
    callee: found.variant.modelId,
  }
}
