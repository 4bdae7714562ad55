import { newId } from '../../../kernel/id.ts'
import type { NewAttempt } from '../attempt-store.ts'
import type { ClaimedRun } from '../queue-store.ts'

/** An answered call of a claimed run, of 12 tokens in, 5 out and a cost of a thousandth. */
export function anAttempt(run: ClaimedRun | undefined, raw: Record<string, unknown>): NewAttempt {
  const at = new Date()
  const used = { inputTokens: 12, outputTokens: 5, costUsd: '0.001' }
  return {
    id: newId('attempt'),
    runId: run?.id ?? '',
    fence: run?.fence ?? 0,
    stepId: 'score',
    kind: 'call',
    startedAt: at,
    answeredAt: at,
    latencyMs: 1,
    request: { model: 'm' },
    raw,
    ...used,
    cached: false,
    holds: [],
    outputMode: 'prompted',
    problem: null,
    entry: {
      organizationId: run?.organization_id ?? '',
      at,
      automationId: run?.automation_id ?? '',
      providerId: run?.lane ?? '',
      model: 'm',
      agentId: '',
      serviceId: '',
      failed: false,
      cached: false,
      ...used,
      cacheReadTokens: null,
      cacheWriteTokens: 3,
    },
  }
}
