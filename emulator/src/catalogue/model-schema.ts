import { z } from 'zod'

/** The wire format of InvokeModel bodies differs by family; Converse hides that. */
const families = ['claude', 'nova', 'titan-text', 'titan-embed', 'llama', 'openai'] as const

const lifecycleSchema = z.strictObject({
  status: z.enum(['ACTIVE', 'LEGACY']).default('ACTIVE'),
  startOfLifeTime: z.iso.datetime().optional(),
  legacyTime: z.iso.datetime().optional(),
  endOfLifeTime: z.iso.datetime().optional(),
})

export const modelSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,63}\.[a-z0-9.:-]+$/, 'must look like provider.model-name-v1:0'),
  name: z.string(),
  provider: z.string(),
  family: z.enum(families),
  inputModalities: z.array(z.enum(['TEXT', 'IMAGE', 'VIDEO', 'SPEECH'])).default(['TEXT']),
  outputModalities: z.array(z.enum(['TEXT', 'IMAGE', 'EMBEDDING'])).default(['TEXT']),
  streaming: z.boolean().default(true),
  customizations: z
    .array(z.enum(['FINE_TUNING', 'CONTINUED_PRE_TRAINING', 'DISTILLATION']))
    .default([]),
  inferenceTypes: z.array(z.enum(['ON_DEMAND', 'INFERENCE_PROFILE', 'PROVISIONED'])).min(1),
  profiles: z
    .array(z.enum(['us', 'eu', 'apac', 'jp', 'global']))
    .default([])
    .describe('Geographies for which AWS offers a system-defined inference profile.'),
  regions: z
    .array(z.string())
    .optional()
    .describe('Where the model can be called directly; everywhere if absent.'),
  lifecycle: lifecycleSchema.prefault({}),
  contextTokens: z.int().min(1).default(128_000),
  maxOutputTokens: z.int().min(1).default(4096),
  outputTokenWeight: z
    .int()
    .min(1)
    .default(1)
    .describe('How many quota tokens one output token costs.'),
  tools: z.boolean().default(true),
  systemPrompts: z.boolean().default(true),
  structuredOutput: z.boolean().default(true).describe('Whether outputConfig.textFormat is taken.'),
  schemaCompileMs: z
    .int()
    .min(0)
    .default(0)
    .describe('How long the first use of a schema takes longer than every other one.'),
  strictTools: z.boolean().default(true).describe('Whether tools may be strict.'),
  forcedToolChoice: z
    .boolean()
    .default(true)
    .describe('Whether a request may demand that a tool is called.'),
  prefill: z
    .boolean()
    .default(true)
    .describe('Whether a conversation may end with the beginning of the answer.'),
  thinking: z
    .enum(['none', 'budget', 'adaptive'])
    .default('none')
    .describe('Whether Claude takes `thinking`, with a budget of tokens or as it sees fit.'),
  optimizedLatency: z
    .boolean()
    .default(false)
    .describe('Whether performanceConfig may ask for low latency, through a profile.'),
  sampling: z
    .enum(['both', 'one', 'none'])
    .default('both')
    .describe('Whether temperature and topP are taken, one of them only, or none.'),
})

export type Model = z.infer<typeof modelSchema>
export type ModelInput = z.input<typeof modelSchema>
