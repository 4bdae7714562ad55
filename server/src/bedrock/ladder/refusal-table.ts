import type { Refusal, Refusals } from './refusals.ts'
import { rungs, type Rung } from './rungs.ts'

export interface RefusalTable extends Refusals {
  /** Forgets everything and takes these instead. */
  replace(refusals: readonly Refusal[]): void
}

/** Refusals in memory, which calls ask without waiting. What has expired does not count. */
export function createRefusalTable(now: () => Date): RefusalTable {
  let table = new Map<string, Refusal>()
  const isRefused = (place: string, model: string, schema: string | null, rung: Rung): boolean => {
    const refusal = table.get(keyOf({ place, model, schema, rung }))
    return refusal !== undefined && refusal.expiresAt > now()
  }
  return {
    of: (place, model, schema) =>
      new Set(
        rungs.filter(
          (rung) => isRefused(place, model, null, rung) || isRefused(place, model, schema, rung),
        ),
      ),
    learn: (refusal) => void table.set(keyOf(refusal), refusal),
    replace: (refusals) => void (table = new Map(refusals.map((each) => [keyOf(each), each]))),
  }
}

const keyOf = ({
  place,
  model,
  schema,
  rung,
}: Pick<Refusal, 'place' | 'model' | 'schema' | 'rung'>) =>
  JSON.stringify([place, model, schema, rung])
