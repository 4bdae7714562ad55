import { ConverseCommand, type ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime'
import type { ManagedPrompt } from '@outcrop/contract'
import type { Clock } from '../kernel/clock.ts'
import type { Answer } from './answer.ts'
import type { Aws } from './aws/aws.ts'
import { abortedBy } from './aws/lean-calls.ts'
import type { Connection } from './connection.ts'
import { allowedMetadata, textMessages, type Message } from './converse-request.ts'
import { guardrailTarget, type Guardrail } from './guardrail.ts'
import { modelUsage } from './model-usage.ts'
import { plainRecord } from './plain-json.ts'
import { noKnowledge } from './policies/knowledge.ts'
import { narrowed } from './policies/narrowed.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { promptTarget, type PromptTarget } from './prompt-target.ts'
import { routedModel } from './routed-model.ts'

/** A call of a prompt that is kept in Amazon Bedrock. */
export interface PromptRequest {
  /** The ARN of the prompt, with or without a version. */
  readonly prompt: string
  readonly version?: string
  /** More than the prompt declares may be given; the rest is not sent. */
  readonly variables: Readonly<Record<string, string>>
  /** What follows the messages of the prompt. */
  readonly messages: readonly Message[]
  readonly guardrail?: Guardrail
  readonly requestMetadata?: Readonly<Record<string, string>>
}

export interface Prompting {
  readonly aws: Aws
  readonly now: Clock
  readonly facts: PromptFacts
}

/** Has Bedrock render a managed prompt and asks its model once. Throws `Problem`. */
export async function conversePrompt(
  { aws, now, facts }: Prompting,
  connection: Connection,
  request: PromptRequest,
  { signal }: { readonly signal: AbortSignal },
): Promise<Answer> {
  const target = promptTarget(request.prompt, request.version, connection)
  const guardrail = request.guardrail && guardrailTarget(request.guardrail, connection)
  const { prompt: known } = await facts(connection, target, signal)
  const wanted = known && new Set(known.variables)
  const variables = Object.entries(request.variables).filter(([name]) => wanted?.has(name) ?? true)
  const command = new ConverseCommand({
    ...promptInput(target, request, variables),
    ...(guardrail && { guardrailConfig: { ...guardrail, trace: 'enabled' } }),
  })
  const startedAt = now().getTime()
  const caller = narrowedToPrompt(connection, target, request, known)
  const { $metadata, ...answer } = await aws.call(caller, {
    service: 'bedrock-runtime',
    operation: 'bedrock:InvokeModel',
    what: `Calling the prompt ${target.arn}`,
    signal,
    send: ({ runtime }) => runtime().send(abortedBy(signal, command)),
  })
  return {
    usage: modelUsage(answer.usage),
    latencyMs: answer.metrics?.latencyMs ?? now().getTime() - startedAt,
    requestId: $metadata.requestId ?? null,
    model: routedModel(answer) ?? known?.model ?? null,
    // The prompt itself says what shape it wants; AWS takes no tools beside a prompt.
    outputMode: null,
    raw: { ...plainRecord(answer), requestId: $metadata.requestId ?? null },
  }
}

/** The model of a prompt is a part of what it needs; while nobody knows it, it may be any. */
function narrowedToPrompt(
  connection: Connection,
  { arn }: PromptTarget,
  { guardrail }: PromptRequest,
  known: ManagedPrompt | null,
): Connection {
  const promptModels = new Map(known?.model ? [[arn, known.model]] : [])
  const use = { kind: 'prompt', prompt: arn, guardrail: guardrail?.id } as const
  return narrowed(connection, use, { ...noKnowledge, promptModels })
}

function promptInput(
  { arn }: PromptTarget,
  { messages, requestMetadata = {} }: PromptRequest,
  variables: readonly (readonly [string, string])[],
): ConverseCommandInput {
  const metadata = allowedMetadata(requestMetadata)
  return {
    modelId: arn,
    promptVariables: Object.fromEntries(variables.map(([name, text]) => [name, { text }])),
    ...(messages.length > 0 && { messages: textMessages(messages) }),
    ...(Object.keys(metadata).length > 0 && { requestMetadata: metadata }),
  }
}
