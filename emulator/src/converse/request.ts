import { z } from 'zod'

/** A text that must fit a pattern of AWS, complained about in its words. */
function fitting(pattern: RegExp): z.ZodString {
  const source = pattern.source.replace(/^\^|\$$/g, '')
  return z.string().regex(pattern, `Member must satisfy regular expression pattern: ${source}`)
}

const toolUseId = fitting(/^[a-zA-Z0-9_.:-]+$/)
  .min(1)
  .max(64)
const toolName = fitting(/^[a-zA-Z0-9_-]+$/)
  .min(1)
  .max(64)
const metadataText = fitting(/^[a-zA-Z0-9\s:_@$#=/+,.-]*$/).max(256)

const block = z.looseObject({
  text: z.string().optional(),
  toolUse: z.looseObject({ toolUseId, name: toolName, input: z.unknown() }).optional(),
  toolResult: z
    .looseObject({
      toolUseId,
      content: z.array(
        z.looseObject({ text: z.string().optional(), json: z.unknown().optional() }),
      ),
    })
    .optional(),
  document: z
    .looseObject({
      name: z.string().min(1).max(200),
      source: z.looseObject({ text: z.string().optional() }).optional(),
    })
    .optional(),
  guardContent: z.looseObject({ text: z.looseObject({ text: z.string() }).optional() }).optional(),
})

const toolSpec = z.looseObject({
  name: toolName,
  description: z.string().min(1).optional(),
  inputSchema: z.looseObject({ json: z.record(z.string(), z.json()) }),
  strict: z.boolean().optional(),
})

const jsonSchemaFormat = z.looseObject({
  type: z.literal('json_schema'),
  structure: z.looseObject({
    jsonSchema: z.looseObject({ schema: z.string(), name: z.string().optional() }),
  }),
})

function isFewEntries(entries: object): boolean {
  const count = Object.keys(entries).length
  return count >= 1 && count <= 16
}

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
      tools: z.array(z.looseObject({ toolSpec: toolSpec.optional() })).min(1),
      toolChoice: z
        .looseObject({
          auto: z.looseObject({}).optional(),
          any: z.looseObject({}).optional(),
          tool: z.looseObject({ name: z.string() }).optional(),
        })
        .optional(),
    })
    .optional(),
  outputConfig: z.looseObject({ textFormat: jsonSchemaFormat.optional() }).optional(),
  guardrailConfig: z
    .looseObject({
      guardrailIdentifier: z.string().max(2048).optional(),
      guardrailVersion: z.string().optional(),
      trace: z.enum(['enabled', 'disabled', 'enabled_full']).default('disabled'),
      streamProcessingMode: z.enum(['sync', 'async']).optional(),
    })
    .optional(),
  promptVariables: z
    .record(z.string(), z.looseObject({ text: z.string() }))
    .default({})
    .describe('Used when the model is a prompt, and ignored otherwise.'),
  additionalModelResponseFieldPaths: z.array(z.string().min(1).max(256)).max(10).optional(),
  requestMetadata: z
    .record(metadataText.min(1), metadataText)
    .refine(isFewEntries, 'Member must have length between 1 and 16')
    .optional(),
  performanceConfig: z
    .looseObject({ latency: z.enum(['standard', 'optimized']).default('standard') })
    .optional(),
  serviceTier: z
    .looseObject({ type: z.enum(['priority', 'default', 'flex', 'reserved']) })
    .optional(),
})

export type ConverseRequest = z.infer<typeof converseRequest>
export type Block = z.infer<typeof block>
