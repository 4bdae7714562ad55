import { z } from 'zod'
import { priceOf, readInvokeAnswer } from '../bedrock/bedrock.ts'
import { bodyTemplates, renderBody } from './body-template.ts'
import { defineAction } from './define-action.ts'
import { mappedVariables, mappingInput, parameterTemplates } from './mapping.ts'
import { missingInChoice, modelInput, namesModel, namesOneOnly, namesProvider, providerOfChoice, resolveChoice, usesOfChoice, type ModelChoice } from './model-choice.ts' // prettier-ignore

const mediaType = z
  .string()
  .regex(
    /^[\w.+-]+\/[\w.+*-]+(?: *; *[\w-]+=[\w.-]+)*$/,
    'must be a media type, such as application/json',
  )
  .max(200)
  .default('application/json')

const { service_id, provider_id, model, guardrail } = modelInput

const input = z
  .object({
    service_id: service_id.meta({
      title: 'Service',
      description: 'A named model set-up, instead of a provider and a model. Its inference settings stay out of the body, which has its own.', // prettier-ignore
    }),
    provider_id,
    model,
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
    guardrail,
  })
  .refine(...namesProvider)
  .refine(...namesModel)
  .refine(...namesOneOnly)

/** What is sent, as it is stored on the attempt. */
interface InvokeModelRequest extends Omit<ModelChoice, 'inference'>, Record<string, unknown> {
  readonly body: string
  readonly content_type: string
  readonly accept: string
}

/** For models and members that Converse does not know: the body goes out as it is written. */
export const invokeModel = defineAction({
  type: 'bedrock.invoke-model',
  title: 'Send a raw request to a Bedrock model',
  description: 'Write the request in the model’s own format, and use the text of its answer.',
  input,
  provider: providerOfChoice,
  unknown: missingInChoice,
  permissions: usesOfChoice,
  variables: mappedVariables,
  templates: ({ body, parameters }) => [...bodyTemplates(body), ...parameterTemplates(parameters)],
  prepare: (given, data, _, known): InvokeModelRequest => {
    const choice: Omit<ModelChoice, 'inference'> & { inference?: unknown } = resolveChoice(given, data.organizationId, known) // prettier-ignore
    delete choice.inference
    return {
      ...choice,
      body: renderBody(given.body, given.content_type, mappedVariables(given, data)),
      content_type: given.content_type,
      accept: given.accept,
    }
  },
  perform: async (request, { bedrock, connection, signal, metadata }) => {
    const { body, content_type, accept, price } = request
    const answer = await bedrock.invokeModel(
      await connection(request.provider_id),
      {
        model: request.model,
        body,
        contentType: content_type,
        accept,
        ...(request.guardrail && { guardrail: request.guardrail }),
        requestMetadata: metadata,
      },
      { signal },
    )
    return price ? { ...answer, price: priceOf(price) } : answer
  },
  read: readInvokeAnswer,
})
