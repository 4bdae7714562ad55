import { z } from 'zod'

const textBlock = z.looseObject({ text: z.string().min(1).optional() })
const inputVariables = z
  .array(z.strictObject({ name: z.string().regex(/^([0-9a-zA-Z][_-]?){1,100}$/) }))
  .max(20)
  .default([])

const templateConfiguration = z.union([
  z.strictObject({
    text: z.strictObject({
      text: z.string().min(1).max(200_000),
      inputVariables,
      cachePoint: z.looseObject({}).optional(),
    }),
  }),
  z.strictObject({
    chat: z.strictObject({
      messages: z
        .array(z.looseObject({ role: z.enum(['user', 'assistant']), content: z.array(textBlock) }))
        .min(1),
      system: z.array(textBlock).optional(),
      inputVariables,
      toolConfiguration: z
        .looseObject({})
        .optional()
        .describe('Tools as toolConfig of Converse describes them.'),
    }),
  }),
])

/**
 * What runs when a prompt is rendered, in the words of AWS: a variant as GetPrompt shows it, and
 * the inline configuration of a flow's prompt node.
 */
export const promptVariantSchema = z.strictObject({
  name: z.string().default('default'),
  templateType: z
    .enum(['TEXT', 'CHAT'])
    .optional()
    .describe(
      'Told by the template itself; accepted so that an answer of GetPrompt can be pasted.',
    ),
  templateConfiguration,
  modelId: z.string().min(1).max(2048).describe('Model id, or id or ARN of an inference profile.'),
  inferenceConfiguration: z
    .strictObject({
      text: z.strictObject({
        maxTokens: z.int().min(1).optional(),
        temperature: z.number().min(0).max(1).optional(),
        topP: z.number().min(0).max(1).optional(),
        stopSequences: z.array(z.string().min(1)).max(4).optional(),
      }),
    })
    .optional(),
  additionalModelRequestFields: z.json().optional(),
  metadata: z.array(z.strictObject({ key: z.string(), value: z.string() })).optional(),
})

export const promptSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-zA-Z]{10}$/, 'must be 10 letters and digits'),
  name: z.string().regex(/^([0-9a-zA-Z][_-]?){1,100}$/),
  description: z.string().min(1).max(200).optional(),
  region: z.string(),
  versions: z
    .record(z.string().regex(/^(DRAFT|\d{1,5})$/, 'must be DRAFT or a number'), promptVariantSchema)
    .refine((versions) => 'DRAFT' in versions, 'must have a DRAFT, as every prompt of AWS has')
    .describe('What each version runs: DRAFT, 1, 2, …'),
})

export type Prompt = z.infer<typeof promptSchema>
export type PromptVariant = z.infer<typeof promptVariantSchema>
export type PromptInput = z.input<typeof promptSchema>
