import { createRefusalTable, rungs, type Refusal, type Refusals } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'
import { currentRefusals, keepRefusal, type RefusalRow } from './store.ts'

export interface RefusalsOptions {
  readonly db: Db
  readonly now: () => Date
  /** Called when one could not be stored; this process knows it nevertheless. */
  readonly onError: (error: unknown) => void
}

/** What models refused lately, in memory for every call and in PostgreSQL for every process. */
export interface SharedRefusals extends Refusals {
  /** Reads what all processes have learned; call it when configuration has changed. */
  reload(): Promise<void>
  /** Resolves when everything that was learned is stored. */
  settled(): Promise<void>
}

export function createSharedRefusals({ db, now, onError }: RefusalsOptions): SharedRefusals {
  const table = createRefusalTable(now)
  const storing = new Set<Promise<void>>()
  const store = (refusal: Refusal): void => {
    const stored = keepRefusal(db, refusal, now())
      .catch(onError)
      .finally(() => storing.delete(stored))
    storing.add(stored)
  }
  return {
    of: (place, model, schema) => table.of(place, model, schema),
    learn: (refusal) => {
      table.learn(refusal)
      store(refusal)
    },
    reload: async () => {
      await Promise.all(storing)
      table.replace((await currentRefusals(db, now())).flatMap(refusalOf))
    },
    settled: async () => {
      await Promise.all(storing)
    },
  }
}

/** A rung that this version does not know was learned by another one, and says nothing here. */
function refusalOf({ rung, schema, expires_at, ...row }: RefusalRow): Refusal[] {
  const known = rungs.find((each) => each === rung)
  if (!known) return []
  return [{ ...row, rung: known, schema: schema === '' ? null : schema, expiresAt: expires_at }]
}
