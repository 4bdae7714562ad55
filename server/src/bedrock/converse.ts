import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import type { Clock } from '../kernel/clock.ts'
import type { Answer } from './answer.ts'
import type { Aws } from './aws/aws.ts'
import { abortedBy } from './aws/lean-calls.ts'
import type { Connection } from './connection.ts'
import { converseInput, type ConverseRequest } from './converse-request.ts'
import { guardrailTarget } from './guardrail.ts'
import { askFor, type Asking } from './ladder/ask-for.ts'
import { askedBeside } from './ladder/asked-beside.ts'
import { descend, type Memory } from './ladder/descend.ts'
import { modeOf } from './ladder/rungs.ts'
import { wireOf } from './ladder/wire-of.ts'
import { modelTarget } from './model-target.ts'
import { modelUsage } from './model-usage.ts'
import { plainRecord } from './plain-json.ts'
import { namingFields } from './naming-fields.ts'
import { narrowed } from './policies/narrowed.ts'
import { routedModel } from './routed-model.ts'

export interface Conversing {
  readonly aws: Aws
  readonly now: Clock
  readonly ladder: Memory
}

/**
 * Asks a model once; where an answer of a certain shape is wanted, on the surest way that the model
 * takes. A way that it refuses is no answer, and the next one is tried at once. Throws `Problem`.
 */
export async function converse(
  conversing: Conversing,
  connection: Connection,
  request: ConverseRequest,
  { signal }: { readonly signal: AbortSignal },
): Promise<Answer> {
  const modelId = modelTarget(request.model, connection)
  const caller = narrowed(connection, { kind: 'model', model: modelId, guardrail: request.guardrail?.id }) // prettier-ignore
  const { schema, modelFields } = request
  const ask = (asking?: Asking) =>
    namingFields(modelFields, askOnce(conversing, caller, request, modelId, signal, asking))
  if (!schema) return ask()
  const wire = wireOf(schema)
  const { rung, answer } = await descend(
    {
      place: placeOf(connection),
      ...askedBeside(modelId, modelFields),
      schema: wire.schema && wire.fingerprint,
      signal,
      now: conversing.now(),
    },
    conversing.ladder,
    (each) => ask(askFor(each, schema, wire)),
  )
  return { ...answer, outputMode: modeOf(rung) }
}

async function askOnce(
  { aws, now }: Conversing,
  connection: Connection,
  request: ConverseRequest,
  modelId: string,
  signal: AbortSignal,
  asking?: Asking,
): Promise<Answer> {
  const guardrail = request.guardrail && guardrailTarget(request.guardrail, connection)
  const command = new ConverseCommand({
    ...converseInput(request, modelId, asking),
    ...(guardrail && { guardrailConfig: { ...guardrail, trace: 'enabled' } }),
  })
  const startedAt = now().getTime()
  const { $metadata, ...answer } = await aws.call(connection, {
    service: 'bedrock-runtime',
    operation: 'bedrock:InvokeModel',
    what: `Calling ${modelId}`,
    signal,
    send: ({ runtime }) => runtime().send(abortedBy(signal, command)),
  })
  const elapsedMs = now().getTime() - startedAt
  return {
    usage: modelUsage(answer.usage),
    latencyMs: answer.metrics?.latencyMs ?? elapsedMs,
    requestId: $metadata.requestId ?? null,
    // A router is not what AWS bills, but the model that it chose.
    model: routedModel(answer) ?? modelId,
    outputMode: null,
    raw: { ...plainRecord(answer), requestId: $metadata.requestId ?? null },
  }
}

/** What one model takes in one region says nothing of another region, or of another server. */
function placeOf({ region, endpoint, credentials }: Connection): string {
  return `${region} ${endpoint ?? (credentials.type === 'emulator' ? 'emulator' : 'aws')}`
}
