import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime'

/** A conversation with a model. What is left out of `inference` is left to the model. */
export interface ConverseRequest {
  /** Model id, inference profile id or ARN. */
  readonly model: string
  readonly system?: string
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]
  readonly inference: {
    readonly maxTokens?: number
    readonly temperature?: number
    readonly topP?: number
    readonly stopSequences?: readonly string[]
  }
  /** Goes to the invocation logs of the AWS account. */
  readonly requestMetadata?: Readonly<Record<string, string>>
}

/** The request as Converse takes it. */
export function converseInput(request: ConverseRequest, modelId: string): ConverseCommandInput {
  const { system, messages, inference, requestMetadata = {} } = request
  const metadata = allowedMetadata(requestMetadata)
  return {
    modelId,
    messages: messages.map(({ role, text }) => ({ role, content: [{ text }] })),
    ...(system && { system: [{ text: system }] }),
    ...(Object.keys(inference).length > 0 && { inferenceConfig: inferenceConfig(inference) }),
    ...(Object.keys(metadata).length > 0 && { requestMetadata: metadata }),
  }
}

function inferenceConfig({ stopSequences, ...rest }: ConverseRequest['inference']) {
  return stopSequences ? { ...rest, stopSequences: [...stopSequences] } : rest
}

/** AWS refuses whole requests for one foreign character in metadata, which is not worth a failed call. */
function allowedMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const allowed = (text: string) => text.replaceAll(/[^a-zA-Z0-9\s:_@$#=/+,.-]/g, '_').slice(0, 256)
  const entries = Object.entries(metadata).slice(0, 16)
  return Object.fromEntries(entries.map(([name, value]) => [allowed(name), allowed(value)]))
}
