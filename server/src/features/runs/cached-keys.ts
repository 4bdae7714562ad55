import type { Definition } from '@outcrop/contract'
import { cacheKey } from '../cache/cache.ts'
import type { AttemptRow } from './history-store.ts'
import { questionOf } from './recall-answer.ts'

/** Under which keys the answers of attempts may be kept for others. */
export function cachedKeys(
  organizationId: string,
  { steps }: Definition,
  attempts: readonly Pick<AttemptRow, 'step_id' | 'kind' | 'request'>[],
): string[] {
  return attempts.flatMap(({ step_id, kind, request }) => {
    const step = steps.find(({ id }) => id === step_id)
    if (!step?.cache || kind !== 'call' || request === null) return []
    return [cacheKey(questionOf(organizationId, step, request))]
  })
}
