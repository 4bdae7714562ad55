import { z } from 'zod'
import {
  readModelAnswer,
  type Guardrail,
  type JsonSchema,
  type Message,
} from '../bedrock/bedrock.ts'
import { renderTemplate } from '../kernel/template.ts'
import { afterSpoiled } from './after-spoiled.ts'
import { defineAction } from './define-action.ts'
import { guardrailField } from './guardrail-field.ts'
import { mappedVariables, mappingInput, parameterTemplates } from './mapping.ts'
import { providerField } from './provider-field.ts'

const input = z.object({
  provider_id: providerField,
  model: z
    .string('Name a model.')
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
  ...mappingInput,
  prompt: z
    .string('Write a prompt.')
    .min(1, 'Write a prompt.')
    .max(100_000)
    .meta({ title: 'Prompt', description: 'A Liquid template.' }),
  guardrail: guardrailField,
})

type Input = z.infer<typeof input>

/** What is sent, as it is stored on the attempt. */
interface PromptRequest extends Record<string, unknown> {
  readonly provider_id: string
  readonly model: string
  readonly inference: Input['inference']
  readonly messages: readonly Message[]
  /** What the answer must satisfy. How the model is held to it is the attempt's output mode. */
  readonly schema?: JsonSchema
  readonly guardrail?: Guardrail
}

/** Seed of every stream action: a rendered prompt to one model, answered through Converse. */
export const sendPrompt = defineAction({
  type: 'bedrock.prompt',
  title: 'Send prompt to a Bedrock model',
  description: 'Render a prompt from the data at hand, ask one model, and use its answer.',
  input,
  provider: ({ provider_id }) => provider_id,
  permissions: ({ model, guardrail }) => [{ kind: 'model', model, guardrail: guardrail?.id }],
  variables: mappedVariables,
  templates: ({ prompt, parameters }) => [
    { path: 'prompt', template: prompt },
    ...parameterTemplates(parameters),
  ],
  prepare: (given, data, { schema }): PromptRequest => ({
    provider_id: given.provider_id,
    model: given.model,
    inference: given.inference,
    messages: [{ role: 'user', text: renderTemplate(given.prompt, mappedVariables(given, data)) }],
    ...(schema && { schema }),
    ...(given.guardrail && { guardrail: given.guardrail }),
  }),
  perform: async (
    { provider_id, model, inference, messages, schema, guardrail },
    { bedrock, connection, signal, metadata },
  ) =>
    bedrock.converse(
      await connection(provider_id),
      {
        model,
        messages,
        ...(schema && { schema }),
        ...(guardrail && { guardrail }),
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
  read: readModelAnswer,
  reask: (request, answer, complaint): PromptRequest => ({
    ...request,
    messages: [...request.messages, ...afterSpoiled(answer, complaint)],
  }),
})
