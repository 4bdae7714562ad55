import { z } from 'zod'
import { renderTemplate } from '../kernel/template.ts'
import { defineAction } from './define-action.ts'
import { defaultParameters, parameter, resolveParameters } from './parameter.ts'
import type { StepData } from './step-data.ts'

const input = z.object({
  provider_id: z
    .string()
    .regex(/^prv_[0-9a-f]{32}$/, 'Choose a provider.')
    .meta({
      title: 'Provider',
      description: 'The connection to Amazon Bedrock that makes the call.',
    }),
  model: z
    .string()
    .trim()
    .min(1, 'Name a model.')
    .max(2048)
    .meta({ title: 'Model ID or inference profile ARN', description: 'A model id, an inference profile id or ARN, or a provisioned throughput ARN.' }), // prettier-ignore
  inference: z
    .object({
      max_tokens: z.number().int().min(1).max(1_000_000).optional().meta({ title: 'Max tokens' }),
      temperature: z.number().min(0).max(1).optional().meta({ title: 'Temperature' }),
      top_p: z.number().min(0).max(1).optional().meta({ title: 'Top P' }),
      stop_sequences: z
        .array(z.string().min(1).max(100))
        .max(20)
        .optional()
        .meta({ title: 'Stop sequences' }),
    })
    .default({})
    .meta({ title: 'Inference settings', description: 'What is left out is left to the model.' }),
  parameters: z
    .array(parameter)
    .max(200)
    .default([])
    .meta({ title: 'Prompt parameters', description: 'tealium_account, tealium_profile and tealium_visitor_id are always there; a parameter of the same name replaces them.' }), // prettier-ignore
  add_event_payload: z.boolean().default(false).meta({
    title: 'Add event payload',
    description: 'Offers the whole event as {{ event_payload }}.',
  }),
  prompt: z
    .string()
    .min(1, 'Write a prompt.')
    .max(100_000)
    .meta({ title: 'Prompt', description: 'A Liquid template.' }),
})

type Input = z.infer<typeof input>

/** What is sent, as it is stored on the attempt. */
interface PromptRequest extends Record<string, unknown> {
  readonly provider_id: string
  readonly model: string
  readonly inference: Input['inference']
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]
}

function variables(
  { parameters, add_event_payload }: Input,
  data: StepData,
): Record<string, unknown> {
  return resolveParameters(parameters, data, {
    ...defaultParameters(data),
    ...(add_event_payload && { event_payload: data.event.payload }),
    event: { id: data.event.id, name: data.event.name, received_at: data.event.receivedAt },
    steps: data.steps,
  })
}

/** Seed of every stream action: a rendered prompt to one model, answered through Converse. */
export const sendPrompt = defineAction({
  type: 'bedrock.prompt',
  title: 'Send prompt to a Bedrock model',
  description: 'Render a prompt from the data at hand, ask one model, and use its answer.',
  input,
  provider: ({ provider_id }) => provider_id,
  variables,
  templates: ({ prompt, parameters }) => [
    { path: 'prompt', template: prompt },
    ...parameters.flatMap(({ from }, index) =>
      'template' in from
        ? [{ path: `parameters.${index}.from.template`, template: from.template }]
        : [],
    ),
  ],
  prepare: (given, data): PromptRequest => ({
    provider_id: given.provider_id,
    model: given.model,
    inference: given.inference,
    messages: [{ role: 'user', text: renderTemplate(given.prompt, variables(given, data)) }],
  }),
  perform: async (
    { provider_id, model, inference, messages },
    { bedrock, connection, signal, metadata },
  ) =>
    bedrock.converse(
      await connection(provider_id),
      {
        model,
        messages,
        inference: {
          ...(inference.max_tokens !== undefined && { maxTokens: inference.max_tokens }),
          ...(inference.temperature !== undefined && { temperature: inference.temperature }),
          ...(inference.top_p !== undefined && { topP: inference.top_p }),
          ...(inference.stop_sequences !== undefined && {
            stopSequences: inference.stop_sequences,
          }),
        },
        requestMetadata: metadata,
      },
      { signal },
    ),
  reask: (request, answer, complaint): PromptRequest => ({
    ...request,
    messages: [
      ...request.messages,
      { role: 'assistant', text: answer },
      { role: 'user', text: complaint },
    ],
  }),
})
