import type { Model } from '../catalogue/model-schema.ts'
import type { JsonObject } from '../json.ts'

/** How long a schema still compiles. The first use begins it, and it goes on when the caller leaves. */
export type Compiler = {
  remainingMs: (accountId: string, model: Model, schema: JsonObject, now: Date) => number
}

export function createCompiler(): Compiler {
  const begun = new Map<string, number>()
  return {
    remainingMs: (accountId, model, schema, now) => {
      if (model.schemaCompileMs === 0) return 0
      const key = JSON.stringify([accountId, model.id, schema])
      const since = begun.get(key) ?? now.getTime()
      begun.set(key, since)
      return Math.max(0, since + model.schemaCompileMs - now.getTime())
    },
  }
}
