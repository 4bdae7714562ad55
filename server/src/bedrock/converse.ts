import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import type { Clock } from '../kernel/clock.ts'
import type { Answer } from './answer.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { converseInput, type ConverseRequest } from './converse-request.ts'
import { modelTarget } from './model-target.ts'
import { modelUsage } from './model-usage.ts'
import { plainRecord } from './plain-json.ts'

/** Asks a model once. Throws `Problem`. */
export async function converse(
  { aws, now }: { readonly aws: Aws; readonly now: Clock },
  connection: Connection,
  request: ConverseRequest,
  { signal }: { readonly signal: AbortSignal },
): Promise<Answer> {
  const modelId = modelTarget(request.model, connection)
  const command = new ConverseCommand(converseInput(request, modelId))
  const startedAt = now().getTime()
  const { $metadata, ...answer } = await aws.call(connection, {
    service: 'bedrock-runtime',
    operation: 'bedrock:InvokeModel',
    what: `Calling ${modelId}`,
    signal,
    send: ({ runtime }, options) => runtime().send(command, options),
  })
  const elapsedMs = now().getTime() - startedAt
  return {
    usage: modelUsage(answer.usage),
    latencyMs: answer.metrics?.latencyMs ?? elapsedMs,
    requestId: $metadata.requestId ?? null,
    model: modelId,
    outputMode: 'prompted',
    raw: { ...plainRecord(answer), requestId: $metadata.requestId ?? null },
  }
}
