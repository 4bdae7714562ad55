import { z } from 'zod'
import { readInvokeAnswer, type Guardrail } from '../bedrock/bedrock.ts'
import { bodyTemplates, renderBody } from './body-template.ts'
import { defineAction } from './define-action.ts'
import { guardrailField } from './guardrail-field.ts'
import { mappedVariables, mappingInput, parameterTemplates } from './mapping.ts'
import { providerField } from './provider-field.ts'

const mediaType = z
  .string()
  .regex(
    /^[\w.+-]+\/[\w.+*-]+(?: *; *[\w-]+=[\w.-]+)*$/,
    'must be a media type, such as application/json',
  )
  .max(200)
  .default('application/json')

const input = z.object({
  provider_id: providerField,
  model: z
    .string()
    .trim()
    .min(1, 'Name a model.')
    .max(2048)
    .meta({ title: 'Model ID or inference profile ARN', description: 'A model id, an inference profile id or ARN, or a provisioned throughput ARN.' }), // prettier-ignore
  ...mappingInput,
  body: z
    .union([z.string().min(1, 'Write a body.').max(200_000), z.record(z.string(), z.json())])
    .meta({
      title: 'Body',
      description:
        'The request in the model’s own format: a Liquid template, in which {{ value | json }} gives a value with its quotes; or a JSON object whose texts are templates.',
      format: 'liquid',
    }),
  content_type: mediaType.meta({ title: 'Content type' }),
  accept: mediaType.meta({ title: 'Accept' }),
  guardrail: guardrailField,
})

/** What is sent, as it is stored on the attempt. */
interface InvokeModelRequest extends Record<string, unknown> {
  readonly provider_id: string
  readonly model: string
  readonly body: string
  readonly content_type: string
  readonly accept: string
  readonly guardrail?: Guardrail
}

/** For models and members that Converse does not know: the body goes out as it is written. */
export const invokeModel = defineAction({
  type: 'bedrock.invoke-model',
  title: 'Send a raw request to a Bedrock model',
  description: 'Write the request in the model’s own format, and use the text of its answer.',
  input,
  provider: ({ provider_id }) => provider_id,
  permissions: ({ model, guardrail }) => [{ kind: 'model', model, guardrail: guardrail?.id }],
  variables: mappedVariables,
  templates: ({ body, parameters }) => [...bodyTemplates(body), ...parameterTemplates(parameters)],
  prepare: (given, data): InvokeModelRequest => ({
    provider_id: given.provider_id,
    model: given.model,
    body: renderBody(given.body, given.content_type, mappedVariables(given, data)),
    content_type: given.content_type,
    accept: given.accept,
    ...(given.guardrail && { guardrail: given.guardrail }),
  }),
  perform: async (
    { provider_id, model, body, content_type, accept, guardrail },
    { bedrock, connection, signal, metadata },
  ) =>
    bedrock.invokeModel(
      await connection(provider_id),
      {
        model,
        body,
        contentType: content_type,
        accept,
        ...(guardrail && { guardrail }),
        requestMetadata: metadata,
      },
      { signal },
    ),
  read: readInvokeAnswer,
})
