import { validationError } from '../wire/aws-error.ts'
import type { ConverseRequest } from './request.ts'

type Message = ConverseRequest['messages'][number]

/** Throws the ValidationException of AWS when results of tools do not answer the turn before. */
export function checkToolTurns({ messages, toolConfig }: ConverseRequest): void {
  const spoken = messages.filter(({ role }) => role !== 'system')
  const hasTools = spoken.some(({ content }) => content.some((block) => block.toolUse ?? block.toolResult)) // prettier-ignore
  if (hasTools && !toolConfig) {
    throw validationError(
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    )
  }
  for (const [index, message] of spoken.entries()) {
    if (message.role === 'user') checkResults(message, index, spoken[index - 1])
  }
}

function checkResults({ content }: Message, index: number, before: Message | undefined): void {
  const wanted = before?.content.flatMap(({ toolUse }) => toolUse?.toolUseId ?? []) ?? []
  const given = content.flatMap(({ toolResult }) => toolResult?.toolUseId ?? [])
  if (given.length > wanted.length) {
    throw validationError(
      `The number of toolResult blocks at messages.${index}.content exceeds the number of toolUse blocks of previous turn.`,
    )
  }
  const missing = wanted.filter((id) => !given.includes(id))
  if (missing.length > 0) {
    throw validationError(
      `Expected toolResult blocks at messages.${index}.content for the following Ids: ${missing.join(', ')}`,
    )
  }
}
