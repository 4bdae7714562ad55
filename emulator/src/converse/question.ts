import { parseJson, isJsonObject, type JsonObject, type Json } from '../json.ts'
import type { Model } from '../catalogue/model-schema.ts'
import { checkSchema } from '../model/check-schema.ts'
import type { Question, Tool, ToolChoice, Turn } from '../model/question.ts'
import { validationError } from '../wire/aws-error.ts'
import { blockText } from './block-text.ts'
import { checkAbilities } from './check-abilities.ts'
import { checkAdditionalFields } from './additional/check-additional-fields.ts'
import { checkAttachments } from './check-attachments.ts'
import { checkMessages } from './check-messages.ts'
import { checkToolTurns } from './check-tool-turns.ts'
import { checkTools } from './check-tools.ts'
import type { ConverseRequest } from './request.ts'

/** What a Converse request asks of a model. Throws the AwsError of AWS when the model cannot do it. */
export function converseQuestion(
  request: ConverseRequest,
  modelId: string,
  model: Model,
): Question {
  checkMessages(request)
  checkToolTurns(request)
  checkAttachments(request)
  checkTools(request)
  checkAbilities(request, model)
  checkAdditionalFields(request, model)
  const { maxTokens = model.maxOutputTokens, stopSequences } = request.inferenceConfig
  if (maxTokens > model.maxOutputTokens) {
    throw validationError(
      `The maximum tokens you requested exceeds the model limit of ${model.maxOutputTokens}. Try again with a maximum tokens value that is lower than ${model.maxOutputTokens}.`,
    )
  }
  const tools = readTools(request)
  const inlined = request.messages.filter((message) => message.role === 'system')
  return {
    modelId,
    system: [...request.system, ...inlined.flatMap((message) => message.content)]
      .map(blockText)
      .join('\n'),
    turns: request.messages.flatMap(readTurn),
    schema: readSchema(request),
    tools,
    toolChoice: readToolChoice(request, tools),
    maxTokens,
    stopSequences,
  }
}

/** Callers send the same few schemas again and again. */
const accepted = new Map<string, JsonObject>()
const keptSchemas = 256

function readTurn({ role, content }: ConverseRequest['messages'][number]): Turn[] {
  if (role === 'system') return []
  const isToolResult = content.some((block) => block.toolResult !== undefined)
  return [
    {
      role,
      text: content
        .map(blockText)
        .filter((text) => text !== '')
        .join('\n'),
      isToolResult,
    },
  ]
}

function readSchema(request: ConverseRequest): JsonObject | undefined {
  const text = request.outputConfig?.textFormat?.structure.jsonSchema.schema
  if (text === undefined) return undefined
  const known = accepted.get(text)
  if (known) return known
  const schema = tryParse(text)
  if (!isJsonObject(schema)) {
    throw validationError('The schema in outputConfig.textFormat is not a JSON object.')
  }
  checkSchema(schema, 'output_config.format.schema')
  if (accepted.size >= keptSchemas) accepted.clear()
  accepted.set(text, schema)
  return schema
}

function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function readTools(request: ConverseRequest): Tool[] {
  const specs =
    request.toolConfig?.tools.flatMap(({ toolSpec }) => (toolSpec ? [toolSpec] : [])) ?? []
  return specs.map(({ name, description = '', inputSchema, strict }, index) => {
    const schema = isJsonObject(inputSchema.json) ? inputSchema.json : {}
    if (strict === true) checkSchema(schema, `tools.${index}.custom.input_schema`)
    return { name, description, schema }
  })
}

function readToolChoice(request: ConverseRequest, tools: readonly Tool[]): ToolChoice {
  const choice = request.toolConfig?.toolChoice
  const name = choice?.tool?.name
  if (name !== undefined) {
    if (tools.some((tool) => tool.name === name)) return { kind: 'tool', name }
    throw validationError(
      `The tool ${name} in toolConfig.toolChoice is not among toolConfig.tools.`,
    )
  }
  return choice?.any ? { kind: 'any' } : { kind: 'auto' }
}
