import type { Step } from '@outcrop/contract'
import type { AnswerCache, Lookup, Question } from '../cache/cache.ts'
import type { StepCall } from './step-call.ts'

/** Looks for a kept answer, where the step asks for it. */
export async function recall(
  call: StepCall,
  { cache, abort }: { readonly cache: AnswerCache; readonly abort: AbortSignal },
): Promise<Lookup | null> {
  const { run, step, prepared } = call
  if (!step.cache) return null
  const question = questionOf(run.organization_id, step, prepared.request)
  return cache.lookUp(question, step.cache.ttl_s, abort)
}

/**
 * The version of the automation is no part of it: what a version changes about an answer is in the
 * request, or in what the step wants of the answer and does with it.
 */
export const questionOf = (
  organizationId: string,
  step: Step,
  request: Question['request'],
): Question => ({
  organizationId,
  action: step.action,
  request,
  wanted: [step.output, step.deliver.to],
})

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
