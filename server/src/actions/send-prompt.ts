import { z } from 'zod'
import {
  converseInference,
  priceOf,
  readModelAnswer,
  type JsonSchema,
  type Message,
} from '../bedrock/bedrock.ts'
import { renderTemplate } from '../kernel/template.ts'
import { afterSpoiled } from './after-spoiled.ts'
import { defineAction } from './define-action.ts'
import { mappedVariables, mappingInput, parameterTemplates } from './mapping.ts'
import { namesModel, namesOneOnly, namesProvider, clashesInChoice, missingInChoice, modelInput, providerOfChoice, resolveChoice, usesOfChoice, type ModelChoice } from './model-choice.ts' // prettier-ignore

const input = z
  .object({
    ...modelInput,
    ...mappingInput,
    prompt: z
      .string('Write a prompt.')
      .min(1, 'Write a prompt.')
      .max(100_000)
      .meta({ title: 'Prompt', description: 'A Liquid template.' }),
  })
  .refine(...namesProvider)
  .refine(...namesModel)
  .refine(...namesOneOnly)

/** What is sent, as it is stored on the attempt. */
interface PromptRequest extends ModelChoice, Record<string, unknown> {
  readonly messages: readonly Message[]
  /** What the answer must satisfy. How the model is held to it is the attempt's output mode. */
  readonly schema?: JsonSchema
}

/** Seed of every stream action: a rendered prompt to one model, answered through Converse. */
export const sendPrompt = defineAction({
  type: 'bedrock.prompt',
  title: 'Send prompt to a Bedrock model',
  description: 'Render a prompt from the data at hand, ask one model, and use its answer.',
  input,
  provider: providerOfChoice,
  unknown: (...given) => [...missingInChoice(...given), ...clashesInChoice(...given)],
  permissions: usesOfChoice,
  variables: mappedVariables,
  templates: ({ prompt, parameters }) => [
    { path: 'prompt', template: prompt },
    ...parameterTemplates(parameters),
  ],
  prepare: (given, data, { schema }, known): PromptRequest => ({
    ...resolveChoice(given, data.organizationId, known),
    messages: [{ role: 'user', text: renderTemplate(given.prompt, mappedVariables(given, data)) }],
    ...(schema && { schema }),
  }),
  perform: async (
    { provider_id, model, inference, guardrail, price, messages, schema },
    { bedrock, connection, signal, metadata },
  ) => {
    const request = {
      model,
      messages,
      ...(schema && { schema }),
      ...(guardrail && { guardrail }),
      ...converseInference(inference),
      requestMetadata: metadata,
    }
    const answer = await bedrock.converse(await connection(provider_id), request, { signal })
    return price ? { ...answer, price: priceOf(price) } : answer
  },
  read: readModelAnswer,
  reask: (request, answer, complaint): PromptRequest => ({
    ...request,
    messages: [...request.messages, ...afterSpoiled(answer, complaint)],
  }),
})
