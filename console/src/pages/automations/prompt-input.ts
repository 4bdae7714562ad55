import { z } from 'zod'

const parameter = z.object({
  name: z.string(),
  from: z.union([
    z.object({ attribute: z.string() }),
    z.object({ visitor: z.string() }),
    z.object({ visit: z.string() }),
    z.object({ text: z.string() }),
    z.object({ template: z.string() }),
  ]),
})
export type Parameter = z.infer<typeof parameter>

const inference = z.object({
  max_tokens: z.number().optional(),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  stop_sequences: z.array(z.string()).optional(),
  additional_model_request_fields: z.record(z.string(), z.json()).optional(),
})
export type Inference = z.infer<typeof inference>

/**
 * The input of the action bedrock.prompt as its form needs it. A draft may be incomplete or wrong:
 * what cannot be shown is taken as empty, and the server's check says so beside the field.
 */
const promptInput = z.object({
  service_id: z.string().catch(''),
  provider_id: z.string().catch(''),
  model: z.string().catch(''),
  inference: inference.catch({}),
  parameters: z.array(parameter).catch([]),
  add_event_payload: z.boolean().catch(false),
  add_visitor_profile: z.boolean().catch(false),
  add_current_visit: z.boolean().catch(false),
  visitor_profile_shape: z.enum(['flat', 'nested']).catch('flat'),
  prompt: z.string().catch(''),
})
export type PromptInput = z.infer<typeof promptInput>

export const readPromptInput = (input: Readonly<Record<string, unknown>>): PromptInput =>
  promptInput.parse(input)

/** The parameters that every prompt has, unless a row of the same name replaces them. */
export const defaultParameters = [
  { name: 'tealium_account', source: 'account of the stream' },
  { name: 'tealium_profile', source: 'profile of the stream' },
  { name: 'tealium_visitor_id', source: 'visitor of the event' },
] as const

/** Names that a prompt may use, as far as they are known without asking the server. */
export function offeredNames(input: PromptInput): string[] {
  const { parameters, add_event_payload, add_visitor_profile } = input
  const names = [
    ...defaultParameters.map(({ name }) => name),
    ...parameters.map(({ name }) => name).filter((name) => name !== ''),
    ...(add_event_payload ? ['event_payload'] : []),
    ...(add_visitor_profile ? ['visitor_profile', 'visitor_json'] : []),
    'event',
  ]
  return [...new Set(names)]
}
