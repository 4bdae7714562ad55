import { LRUCache } from 'lru-cache'
import type { Rung } from './rungs.ts'

interface Asked {
  readonly place: string
  readonly model: string
  readonly schema: string | null
}

/** What has worked in this process: a rung for a model, and for one schema of it. */
export interface Proven {
  has(asked: Asked, rung: Rung): boolean
  hasSchema(asked: Asked, rung: Rung): boolean
  note(asked: Asked, rung: Rung): void
}

export function createProven(): Proven {
  const known = new LRUCache<string, true>({ max: 5000 })
  const model = ({ place, model }: Asked, rung: Rung) => JSON.stringify([rung, place, model])
  const schema = (asked: Asked, rung: Rung) => `${model(asked, rung)} ${asked.schema ?? ''}`
  return {
    has: (asked, rung) => known.has(model(asked, rung)),
    hasSchema: (asked, rung) => known.has(schema(asked, rung)),
    note: (asked, rung) => {
      known.set(model(asked, rung), true)
      known.set(schema(asked, rung), true)
    },
  }
}
