import { z } from 'zod'

const block = z.looseObject({
  text: z.string().optional(),
  toolUse: z
    .looseObject({ toolUseId: z.string(), name: z.string(), input: z.unknown() })
    .optional(),
  toolResult: z
    .looseObject({
      toolUseId: z.string(),
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
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-zA-Z0-9_-]+$/),
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
    })
    .optional(),
  promptVariables: z
    .record(z.string(), z.looseObject({ text: z.string() }))
    .default({})
    .describe('Used when the model is a prompt, and ignored otherwise.'),
  additionalModelResponseFieldPaths: z.array(z.string().min(1).max(256)).max(10).optional(),
  requestMetadata: z.record(z.string().min(1).max(256), z.string().max(256)).optional(),
})

export type ConverseRequest = z.infer<typeof converseRequest>
export type Block = z.infer<typeof block>
