import { z } from 'zod'
import { fitting } from '../fitting.ts'

const toolUseId = fitting(/^[a-zA-Z0-9_.:-]+$/)
  .min(1)
  .max(64)
const toolName = fitting(/^[a-zA-Z0-9_-]+$/)
  .min(1)
  .max(64)

/** AWS blames a map for its keys and values. */
export const requestMetadata = z.record(z.string(), z.string()).superRefine((entries, context) => {
  const count = Object.keys(entries).length
  const texts = [...Object.keys(entries), ...Object.values(entries)]
  const complain = (message: string): void => {
    context.addIssue({ code: 'custom', message })
  }
  if (count < 1) complain('Member must have length greater than or equal to 1')
  if (count > 16) complain('Member must have length less than or equal to 16')
  if (texts.some((text) => text.length > 256)) complain(ofMap('have length less than or equal to 256')) // prettier-ignore
  if ('' in entries) complain(ofMap('have length greater than or equal to 1'))
  if (!texts.every((text) => /^[a-zA-Z0-9\s:_@$#=/+,.-]*$/.test(text))) {
    complain(ofMap('satisfy regular expression pattern: [a-zA-Z0-9\\s:_@$#=/+,-.]*'))
  }
})

const ofMap = (constraint: string): string =>
  `Map keys and values must satisfy constraint: [Member must ${constraint}]`

const cachePoint = z.looseObject({
  type: z.literal('default'),
  ttl: z.enum(['5m', '1h']).optional(),
})

const block = z.looseObject({
  cachePoint: cachePoint.optional(),
  text: z.string().optional(),
  image: z
    .looseObject({
      format: z.enum(['png', 'jpeg', 'gif', 'webp']),
      source: z.looseObject({ bytes: z.string().optional() }),
    })
    .optional(),
  toolUse: z.looseObject({ toolUseId, name: toolName, input: z.json() }).optional(),
  toolResult: z
    .looseObject({
      toolUseId,
      content: z.array(z.looseObject({ text: z.string().optional(), json: z.json().optional() })),
      status: z.enum(['success', 'error']).optional(),
    })
    .optional(),
  document: z
    .looseObject({
      name: z.string().min(1).max(200),
      format: z.enum(['pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md']).optional(),
      source: z
        .looseObject({ text: z.string().optional(), bytes: z.string().optional() })
        .optional(),
    })
    .optional(),
  guardContent: z.looseObject({ text: z.looseObject({ text: z.string() }).optional() }).optional(),
})

const toolSpec = z.looseObject({
  name: toolName,
  description: z.string().min(1).optional(),
  inputSchema: z.looseObject({ json: z.json() }),
  strict: z.boolean().optional(),
})

const jsonSchemaFormat = z.looseObject({
  type: z.literal('json_schema'),
  structure: z.looseObject({
    jsonSchema: z.looseObject({ schema: z.string(), name: z.string().optional() }),
  }),
})

/** The body of Converse and ConverseStream, with the published constraints. */
export const converseRequest = z.looseObject({
  messages: z
    .array(
      z.looseObject({ role: z.enum(['user', 'assistant', 'system']), content: z.array(block) }),
    )
    .default([]),
  system: z.array(block).default([]),
  inferenceConfig: z
    .looseObject({
      maxTokens: z.int().min(1).optional(),
      temperature: z.number().min(0).max(1).optional(),
      topP: z.number().min(0).max(1).optional(),
      stopSequences: z.array(z.string().min(1)).max(2500).default([]),
    })
    .prefault({}),
  toolConfig: z
    .looseObject({
      tools: z
        .array(z.looseObject({ toolSpec: toolSpec.optional(), cachePoint: cachePoint.optional() }))
        .min(1),
      toolChoice: z
        .looseObject({
          auto: z.looseObject({}).optional(),
          any: z.looseObject({}).optional(),
          tool: z.looseObject({ name: z.string() }).optional(),
        })
        .optional(),
    })
    .optional(),
  outputConfig: z
    .looseObject({ textFormat: jsonSchemaFormat.optional(), effort: z.string().max(16).optional() })
    .optional(),
  guardrailConfig: z
    .looseObject({
      guardrailIdentifier: z.string().max(2048).optional(),
      guardrailVersion: fitting(/^(?:[1-9][0-9]{0,7}|DRAFT)?$/).optional(),
      trace: z.enum(['enabled', 'disabled', 'enabled_full']).default('disabled'),
      streamProcessingMode: z.enum(['sync', 'async']).optional(),
    })
    .optional(),
  promptVariables: z
    .record(z.string(), z.looseObject({ text: z.string() }))
    .default({})
    .describe('Used when the model is a prompt, and ignored otherwise.'),
  additionalModelResponseFieldPaths: z.array(z.string().min(1).max(256)).max(10).optional(),
  additionalModelRequestFields: z.json().optional(),
  requestMetadata: requestMetadata.optional(),
  performanceConfig: z
    .looseObject({ latency: z.enum(['standard', 'optimized']).default('standard') })
    .optional(),
  serviceTier: z
    .looseObject({ type: z.enum(['priority', 'default', 'flex', 'reserved']) })
    .optional(),
})

export type ConverseRequest = z.infer<typeof converseRequest>
export type Block = z.infer<typeof block>
