import { converseRequest, type Block, type ConverseRequest } from '../converse/request.ts'
import { validationError } from '../wire/aws-error.ts'
import type { PromptVariant } from './prompt-schema.ts'

/**
 * The Converse request that a prompt stands for, with its variables filled in. Values are text and
 * are not looked into again. Throws ValidationException when a variable has no value.
 */
export function renderPrompt(
  variant: PromptVariant,
  values: ReadonlyMap<string, string>,
): ConverseRequest {
  const { templateConfiguration: template, inferenceConfiguration } = variant
  const { inputVariables } = 'text' in template ? template.text : template.chat
  const names = inputVariables.map(({ name }) => name)
  const missing = names.filter((name) => !values.has(name))
  if (missing.length > 0) {
    throw validationError(
      `The prompt needs values for these variables, which promptVariables lacks: ${missing.join(', ')}.`,
    )
  }
  const fill = (text: string): string => fillIn(text, names, values)
  return converseRequest.parse({
    ...('text' in template
      ? { messages: [{ role: 'user', content: [{ text: fill(template.text.text) }] }] }
      : filledChat(template.chat, fill)),
    ...(inferenceConfiguration && { inferenceConfig: inferenceConfiguration.text }),
    ...(variant.additionalModelRequestFields !== undefined && {
      additionalModelRequestFields: variant.additionalModelRequestFields,
    }),
  })
}

type Chat = Extract<PromptVariant['templateConfiguration'], { chat: unknown }>['chat']

function filledChat(
  { messages, system, toolConfiguration }: Chat,
  fill: (text: string) => string,
): object {
  const filled = (block: Block): Block =>
    block.text === undefined ? block : { ...block, text: fill(block.text) }
  return {
    messages: messages.map(({ role, content }) => ({ role, content: content.map(filled) })),
    ...(system && { system: system.map(filled) }),
    ...(toolConfiguration && { toolConfig: toolConfiguration }),
  }
}

/** Only declared variables are replaced; other braces belong to the text. */
function fillIn(
  text: string,
  names: readonly string[],
  values: ReadonlyMap<string, string>,
): string {
  return text.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, name: string) =>
    names.includes(name) ? (values.get(name) ?? whole) : whole,
  )
}
