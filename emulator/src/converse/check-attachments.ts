import { modelError } from '../model/model-error.ts'
import { validationError } from '../wire/aws-error.ts'
import type { ConverseRequest } from './request.ts'

type Message = ConverseRequest['messages'][number]

/** Five megabytes in base64 are the 3.75 MB that AWS documents for an image. */
const imageBytes = 5 * 1024 * 1024
const documentBytes = 4.5 * 1024 * 1024
const mostImages = 20
const mostDocuments = 5

/** Throws the ValidationException of AWS for documents and images that Converse does not take. */
export function checkAttachments({ messages }: ConverseRequest): void {
  const blocks = messages.flatMap(({ content }) => content)
  const documents = blocks.flatMap(({ document }) => document ?? [])
  const images = blocks.flatMap(({ image }) => image ?? [])
  if (documents.length > mostDocuments) {
    throw validationError(
      `You can't include more than ${mostDocuments} documents in a request. Remove documents and try again.`,
    )
  }
  if (images.length > mostImages) {
    throw modelError(
      `messages: too many images and documents: ${images.length} + ${documents.length} > ${mostImages}`,
    )
  }
  const names = documents.map(({ name }) => name)
  if (new Set(names).size < names.length) {
    throw validationError(
      "Messages can't contain duplicate document names. Rename the document and retry your request.",
    )
  }
  for (const name of names) checkName(name)
  for (const [index, message] of messages.entries()) checkMessage(message, index)
}

function checkName(name: string): void {
  if (/^[a-zA-Z0-9\s()[\]-]+$/.test(name) && !/\s\s/.test(name)) return
  throw validationError(
    "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. Check that the file name conforms to these restrictions and retry your request.",
  )
}

function checkMessage({ role, content }: Message, index: number): void {
  const kind = content.some(({ image }) => image) ? 'image' : 'document'
  const isAttached = content.some((block) => block.image ?? block.document)
  if (role === 'assistant' && isAttached) {
    throw validationError(
      `The ${kind} field is not allowed in messages of the assistant role. Remove ${kind} at messages.${index} and try again.`,
    )
  }
  if (content.some(({ document }) => document) && !content.some(({ text }) => text !== undefined)) {
    throw validationError(
      'A text block must be included when using documents. Add a text block and retry your request.',
    )
  }
  for (const [at, { image, document }] of content.entries()) {
    const size = image?.source.bytes?.length ?? 0
    if (size > imageBytes) {
      throw modelError(
        `messages.${index}.content.${at}.image.source.base64: image exceeds 5 MB maximum: ${size} bytes > ${imageBytes} bytes`,
      )
    }
    if (Buffer.byteLength(document?.source?.bytes ?? '', 'base64') > documentBytes) {
      throw validationError(
        `The document at messages.${index}.content.${at} is larger than 4.5 MB. Send a smaller document and try again.`,
      )
    }
  }
}
