import { validationError } from '../wire/aws-error.ts'
import type { ConverseRequest } from './request.ts'

/** Throws the ValidationException of AWS when messages do not form a conversation. */
export function checkMessages({ messages }: ConverseRequest): void {
  const spoken = messages.filter((message) => message.role !== 'system')
  if (spoken[0]?.role !== 'user') {
    throw validationError(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    )
  }
  for (const [index, message] of spoken.entries()) {
    if (index > 0 && message.role === spoken[index - 1]?.role) {
      throw validationError(
        'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
      )
    }
    checkContent(message, index)
  }
}

/** What a block of content may be. Converse lists these names when a block is none of them. */
const kinds = [
  'text',
  'image',
  'toolUse',
  'toolResult',
  'document',
  'video',
  'cachePoint',
  'reasoningContent',
  'citationsContent',
  'searchResult',
]
const alsoTaken = ['guardContent', 'audio', 'toolAddition', 'toolRemoval']

function checkContent({ content }: ConverseRequest['messages'][number], index: number): void {
  if (content.length === 0) {
    throw validationError(
      `The content field in the Message object at messages.${index} is empty. Add a ContentBlock object to the content field and try again.`,
    )
  }
  for (const [at, block] of content.entries()) {
    const place = `ContentBlock object at messages.${index}.content.${at}`
    if (block.text?.trim() === '') {
      throw validationError(
        `The text field in the ${place} is blank. Add text to the text field, and try again.`,
      )
    }
    if (![...kinds, ...alsoTaken].some((kind) => block[kind] !== undefined)) {
      throw validationError(`${place} must set one of the following keys: ${kinds.join(', ')}.`)
    }
  }
}
