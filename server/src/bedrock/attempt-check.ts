import type { ConnectionTest } from '@outcrop/contract'
import type { Clock } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'

/** How long one check may take, in milliseconds. */
const limitMs = 10_000

export type Check = ConnectionTest['checks'][number]

export interface Outcome<T> {
  readonly check: Check
  readonly value: T | null
  readonly problem: Problem | null
}

/** Does one check of a connection. What is no `Problem` is a defect and is thrown. */
export async function attempt<T>(
  check: string,
  now: Clock,
  work: (signal: AbortSignal) => Promise<{ value: T; summary: string }>,
): Promise<Outcome<T>> {
  const startedAt = now().getTime()
  const latency = () => now().getTime() - startedAt
  try {
    const { value, summary } = await work(AbortSignal.timeout(limitMs))
    return { value, problem: null, check: { check, ok: true, summary, latency_ms: latency() } }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const failed = { check, ok: false, summary: error.message, latency_ms: latency() }
    return { value: null, problem: error, check: { ...failed, problem: error.toDocument() } }
  }
}
