import { z } from 'zod'
import { readModelAnswer, type Guardrail, type Message } from '../bedrock/bedrock.ts'
import { textOf } from '../kernel/text-of.ts'
import { afterSpoiled } from './after-spoiled.ts'
import { defineAction } from './define-action.ts'
import { guardrailField } from './guardrail-field.ts'
import { mappedMembers, mappedVariables, mappingInput, parameterTemplates } from './mapping.ts'
import { providerField } from './provider-field.ts'

const input = z.object({
  provider_id: providerField,
  prompt_arn: z
    .string()
    .trim()
    .min(1, 'Name a prompt.')
    .max(2048)
    .meta({ title: 'Prompt ARN', description: 'From the overview of the prompt in the Bedrock console.' }), // prettier-ignore
  version: z
    .string()
    .regex(/^\d{1,5}$/, 'must be the number of a version')
    .optional()
    .meta({ title: 'Version', description: 'A number. Left out, the ARN says it, or the draft is called.' }), // prettier-ignore
  ...mappingInput,
  parameters: mappingInput.parameters.meta({
    title: 'Prompt variables',
    description:
      'Values for the variables of the prompt; objects become JSON. tealium_account, tealium_profile and tealium_visitor_id are always there.',
  }),
  guardrail: guardrailField,
})

/** What is sent, as it is stored on the attempt. */
interface ManagedPromptRequest extends Record<string, unknown> {
  readonly provider_id: string
  readonly prompt_arn: string
  readonly version?: string
  readonly variables: Readonly<Record<string, string>>
  /** What follows the messages of the prompt: an answer that could not be used, and why. */
  readonly messages: readonly Message[]
  readonly guardrail?: Guardrail
}

/** Names that templates may use, but that are no values of the author's. */
const ambient = new Set(['event', 'steps'])

/** A prompt that is written and versioned in Amazon Bedrock, filled with the data at hand. */
export const managedPrompt = defineAction({
  type: 'bedrock.managed-prompt',
  title: 'Send data to a Bedrock managed prompt',
  description: 'Fill the variables of a prompt from Prompt management, and use the answer of its model.', // prettier-ignore
  input,
  provider: ({ provider_id }) => provider_id,
  permissions: ({ prompt_arn, version, guardrail }) => {
    const prompt =
      version === undefined ? prompt_arn : `${prompt_arn.replace(/:\d+$/, '')}:${version}`
    return [{ kind: 'prompt', prompt, guardrail: guardrail?.id }]
  },
  variables: mappedVariables,
  templates: ({ parameters }) => parameterTemplates(parameters),
  prepare: (given, data): ManagedPromptRequest => {
    const values = Object.entries(mappedVariables(given, data))
    const own = values.filter(([name]) => !ambient.has(name) || isMapped(given.parameters, name))
    return {
      provider_id: given.provider_id,
      prompt_arn: given.prompt_arn,
      ...(given.version !== undefined && { version: given.version }),
      variables: Object.fromEntries(own.map(([name, value]) => [name, textOf(value)])),
      messages: [],
      ...(given.guardrail && { guardrail: given.guardrail }),
    }
  },
  preflight: async (given, { bedrock, connection }) => {
    const notes = await bedrock.inspectPrompt(await connection(given.provider_id), {
      prompt: given.prompt_arn,
      version: given.version,
      given: new Set(mappedMembers(given).keys()),
      mapped: given.parameters.map(({ name }) => name),
    })
    const placed = notes.map(({ of, message }) => ({ path: of === 'target' ? 'prompt_arn' : 'parameters', message })) // prettier-ignore
    return { findings: [], notes: placed }
  },
  foresee: async (
    { provider_id, prompt_arn, version, variables },
    { bedrock, connection, signal },
  ) =>
    bedrock.foreseePrompt(
      await connection(provider_id),
      { prompt: prompt_arn, ...(version !== undefined && { version }), variables },
      { signal },
    ),
  perform: async (request, { bedrock, connection, signal, metadata }) => {
    const { provider_id, prompt_arn, version, variables, messages, guardrail } = request
    return bedrock.conversePrompt(
      await connection(provider_id),
      {
        prompt: prompt_arn,
        ...(version !== undefined && { version }),
        variables,
        messages,
        ...(guardrail && { guardrail }),
        requestMetadata: metadata,
      },
      { signal },
    )
  },
  read: readModelAnswer,
  reask: (request, answer, complaint): ManagedPromptRequest => ({
    ...request,
    messages: [...request.messages, ...afterSpoiled(answer, complaint)],
  }),
})

const isMapped = (parameters: readonly { readonly name: string }[], name: string): boolean =>
  parameters.some((parameter) => parameter.name === name)
