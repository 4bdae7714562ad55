import { isJsonObject } from '../json.ts'
import { validationError } from '../wire/aws-error.ts'
import { notAnObject } from './not-an-object.ts'
import type { ConverseRequest } from './request.ts'

/** Throws the ValidationException of AWS for tools, or uses of tools, that no model could take. */
export function checkTools({ toolConfig, messages }: ConverseRequest): void {
  const names = new Set<string>()
  for (const [index, { toolSpec }] of (toolConfig?.tools ?? []).entries()) {
    if (!toolSpec) continue
    if (names.has(toolSpec.name)) {
      throw validationError(
        `The tool ${toolSpec.name} is already defined at toolConfig.tools.${index}.`,
      )
    }
    names.add(toolSpec.name)
    const place = `toolConfig.tools.${index}.toolSpec.inputSchema.json`
    const schema = toolSpec.inputSchema.json
    if (!isJsonObject(schema)) throw notAnObject(place)
    if (schema.type !== 'object') {
      throw validationError(`The value at ${place}.type must be one of the following: object.`)
    }
  }
  for (const [index, { content }] of messages.entries()) checkJson(content, index)
}

/** Inputs and results of tools are objects. */
function checkJson(content: ConverseRequest['messages'][number]['content'], index: number): void {
  for (const [at, { toolUse, toolResult }] of content.entries()) {
    const place = `messages.${index}.content.${at}`
    if (toolUse && !isJsonObject(toolUse.input)) throw notAnObject(`${place}.toolUse.input`)
    for (const [inner, { json }] of (toolResult?.content ?? []).entries()) {
      if (json !== undefined && !isJsonObject(json)) {
        throw notAnObject(`${place}.toolResult.content.${inner}.json`)
      }
    }
  }
}
