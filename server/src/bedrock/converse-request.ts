import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime'
import type { Inference, ModelFields } from '@outcrop/contract'
import type { JsonSchema } from './answers/json-schema.ts'
import type { Guardrail } from './guardrail.ts'
import type { Asking } from './ladder/ask-for.ts'

export interface Message {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

/** A conversation with a model. What is left out of `inference` is left to the model. */
export interface ConverseRequest {
  /** Model id, inference profile id or ARN. */
  readonly model: string
  readonly system?: string
  readonly messages: readonly Message[]
  readonly inference: {
    readonly maxTokens?: number
    readonly temperature?: number
    readonly topP?: number
    readonly stopSequences?: readonly string[]
  }
  /** What the answer must satisfy; left out for plain text. */
  readonly schema?: JsonSchema
  /** What the family of the model takes beyond this; never empty. */
  readonly modelFields?: ModelFields
  readonly guardrail?: Guardrail
  /** Goes to the invocation logs of the AWS account. */
  readonly requestMetadata?: Readonly<Record<string, string>>
}

const nothingAsked: Asking = { input: {}, instruction: null }

/** The request as Converse takes it. */
export function converseInput(
  request: ConverseRequest,
  modelId: string,
  { input, instruction }: Asking = nothingAsked,
): ConverseCommandInput {
  const { system, messages, inference, modelFields, requestMetadata = {} } = request
  const last = messages.length - 1
  const metadata = allowedMetadata(requestMetadata)
  return {
    modelId,
    messages: messages.map(({ role, text }, index) => ({
      role,
      content: index === last && instruction !== null ? [{ text }, { text: instruction }] : [{ text }], // prettier-ignore
    })),
    ...input,
    ...(system && { system: [{ text: system }] }),
    ...(Object.keys(inference).length > 0 && { inferenceConfig: inferenceConfig(inference) }),
    ...(modelFields && { additionalModelRequestFields: modelFields }),
    ...(Object.keys(metadata).length > 0 && { requestMetadata: metadata }),
  }
}

function inferenceConfig({ stopSequences, ...rest }: ConverseRequest['inference']) {
  return stopSequences ? { ...rest, stopSequences: [...stopSequences] } : rest
}

/** AWS refuses whole requests for one foreign character in metadata, which is not worth a failed call. */
export function allowedMetadata(
  metadata: Readonly<Record<string, string>>,
): Record<string, string> {
  const allowed = (text: string) => text.replaceAll(/[^a-zA-Z0-9\s:_@$#=/+,.-]/g, '_').slice(0, 256)
  const entries = Object.entries(metadata).slice(0, 16)
  return Object.fromEntries(entries.map(([name, value]) => [allowed(name), allowed(value)]))
}

/** Messages of text as Converse takes them. */
export const textMessages = (messages: readonly Message[]) =>
  messages.map(({ role, text }) => ({ role, content: [{ text }] }))

/** Inference settings as steps and services write them. */
export function converseInference(
  given: Inference,
): Pick<ConverseRequest, 'inference' | 'modelFields'> {
  const { max_tokens, temperature, top_p, stop_sequences } = given
  const { additional_model_request_fields: modelFields = {} } = given
  return {
    inference: {
      ...(max_tokens !== undefined && { maxTokens: max_tokens }),
      ...(temperature !== undefined && { temperature }),
      ...(top_p !== undefined && { topP: top_p }),
      ...(stop_sequences !== undefined && { stopSequences: stop_sequences }),
    },
    ...(Object.keys(modelFields).length > 0 && { modelFields }),
  }
}
