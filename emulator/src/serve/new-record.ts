import type { CallRecord } from '../calls/call-log.ts'
import type { Exchange } from '../wire/exchange.ts'

/** What is known of a call before its caller is. */
export function newRecord(
  exchange: Exchange,
  { operation, requestId, now }: { operation: string; requestId: string; now: Date },
): CallRecord {
  const [, attempt = '1'] = /attempt=(\d+)/.exec(exchange.header('amz-sdk-request') ?? '') ?? []
  return {
    at: now.toISOString(),
    operation,
    requestId,
    invocationId: exchange.header('amz-sdk-invocation-id') ?? '',
    attempt: Number(attempt),
    region: '',
    accountId: '',
    accessKeyId: '',
    modelId: '',
    inputText: '',
    status: null,
    errorCode: null,
    inputTokens: null,
    outputTokens: null,
    durationMs: null,
  }
}
