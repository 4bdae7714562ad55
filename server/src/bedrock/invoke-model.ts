import { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'
import type { Clock } from '../kernel/clock.ts'
import type { Answer } from './answer.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { allowedMetadata } from './converse-request.ts'
import { guardrailTarget, type Guardrail } from './guardrail.ts'
import { keepHeaders } from './keep-headers.ts'
import { modelTarget } from './model-target.ts'
import { narrowed } from './policies/narrowed.ts'

/** A call of a model in the model's own format. */
export interface InvokeRequest {
  readonly model: string
  readonly body: string
  readonly contentType: string
  readonly accept: string
  readonly guardrail?: Guardrail
  readonly requestMetadata?: Readonly<Record<string, string>>
}

/** Sends a body to a model as it is. Throws `Problem`. */
export async function invokeModel(
  { aws, now }: { readonly aws: Aws; readonly now: Clock },
  connection: Connection,
  request: InvokeRequest,
  { signal }: { readonly signal: AbortSignal },
): Promise<Answer> {
  const { body, contentType, accept, requestMetadata = {} } = request
  const modelId = modelTarget(request.model, connection)
  const guardrail = request.guardrail && guardrailTarget(request.guardrail, connection)
  const metadata = allowedMetadata(requestMetadata)
  const command = new InvokeModelCommand({
    modelId,
    body: Buffer.from(body, 'utf8'),
    contentType,
    accept,
    ...(guardrail && { ...guardrail, trace: 'ENABLED' }),
    ...(Object.keys(metadata).length > 0 && { requestMetadata: JSON.stringify(metadata) }),
  })
  // How many tokens it took stands only in headers, which the output of the client leaves out.
  const headers = keepHeaders(command)
  const startedAt = now().getTime()
  const caller = narrowed(connection, { kind: 'model', model: modelId, guardrail: request.guardrail?.id }) // prettier-ignore
  const answer = await aws.call(caller, {
    service: 'bedrock-runtime',
    operation: 'bedrock:InvokeModel',
    what: `Calling ${modelId}`,
    signal,
    send: ({ runtime }, options) => runtime().send(command, options),
  })
  const count = (name: string): number | null => countIn(headers(), `x-amzn-bedrock-${name}`)
  const requestId = answer.$metadata.requestId ?? null
  return {
    usage: {
      input: count('input-token-count'),
      output: count('output-token-count'),
      cacheRead: count('cache-read-input-token-count'),
      cacheWrite: count('cache-write-input-token-count'),
    },
    latencyMs: count('invocation-latency') ?? now().getTime() - startedAt,
    requestId,
    model: modelId,
    outputMode: null,
    raw: { ...content(answer.body, answer.contentType ?? ''), requestId },
  }
}

function countIn(headers: Readonly<Record<string, string>>, name: string): number | null {
  const text = headers[name]
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** The body as it can be stored: JSON as JSON, text as text, anything else as base64. */
function content(body: Uint8Array, contentType: string): Record<string, unknown> {
  const bytes = Buffer.from(body)
  const text = bytes.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    return { contentType, body: bytes.toString('base64'), encoding: 'base64' }
  }
  try {
    const json: unknown = JSON.parse(text)
    return { contentType, body: json }
  } catch {
    return { contentType, body: text }
  }
}
