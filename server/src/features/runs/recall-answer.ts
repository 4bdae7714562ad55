import type { Step } from '@outcrop/contract'
import { localLane } from '../../actions/lane-of.ts'
import { newId } from '../../kernel/id.ts'
import type { Lookup, Question } from '../cache/cache.ts'
import type { NewAttempt } from './attempt-store.ts'
import { loadOf } from './load-of.ts'
import type { CallContext } from './make-call.ts'
import type { Call } from './planned-call.ts'

/** Looks for a kept answer, where the step asks for it. */
export async function recall(
  call: Pick<Call, 'run' | 'step' | 'prepared'>,
  { safeguards, abort }: Pick<CallContext, 'safeguards' | 'abort'>,
): Promise<Lookup | null> {
  const { step } = call
  if (!step.cache) return null
  return safeguards.cache.lookUp(questionOf(call), step.cache.ttl_s, abort)
}

/**
 * The version of the automation is no part of it: what a version changes about an answer is in the
 * request, or in what the step wants of the answer and does with it.
 */
function questionOf({ run, step, prepared }: Pick<Call, 'run' | 'step' | 'prepared'>): Question {
  return {
    organizationId: run.organization_id,
    action: step.action,
    request: prepared.request,
    wanted: [step.output, deliveredTo(step)],
  }
}

const deliveredTo = ({ deliver }: Step): string => deliver.to

/** A kept answer as an attempt: no call was made, and it cost nothing. */
export function recalledAttempt(
  { run, step, prepared }: Pick<Call, 'run' | 'step' | 'prepared'>,
  raw: Record<string, unknown>,
  { now, count }: Pick<CallContext, 'now' | 'count'>,
): NewAttempt {
  const at = now()
  const load = loadOf(prepared.request)
  count({
    organizationId: run.organization_id,
    at,
    automationId: run.automation_id,
    providerId: run.lane === localLane ? '' : run.lane,
    model: load.target,
    agentId: load.agentId,
    failed: false,
    cached: true,
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    costUsd: '0',
  })
  return {
    id: newId('attempt'),
    runId: run.id,
    fence: run.fence,
    stepId: step.id,
    kind: 'call',
    startedAt: at,
    answeredAt: at,
    latencyMs: 0,
    request: prepared.request,
    raw,
    inputTokens: null,
    outputTokens: null,
    costUsd: '0',
    outputMode: null,
    problem: null,
    cached: true,
    holds: [],
  }
}

/**
 * Uses a kept answer, or finds a new one and hands it to the cache when it proved good. Those who wait
 * for it are always told, so that nobody waits for ever.
 */
export async function throughCache<T extends { readonly raw: Record<string, unknown> }>(
  lookup: Lookup | null,
  use: {
    readonly found: (raw: Record<string, unknown>) => Promise<T>
    readonly missing: () => Promise<T>
  },
): Promise<T> {
  if (lookup?.found) return use.found(lookup.found)
  if (!lookup) return use.missing()
  let good: T | undefined
  try {
    good = await use.missing()
    return good
  } finally {
    await lookup.answer(good?.raw ?? null)
  }
}
