import type { Rung } from './rungs.ts'

/** What a rung is refused for: a model at a place, and one schema of it or (null) any schema. */
export interface RefusalScope {
  /** The region and the endpoint that are called. */
  readonly place: string
  readonly model: string
  readonly schema: string | null
}

export interface Refusal extends RefusalScope {
  readonly rung: Rung
  /** AWS's own words. */
  readonly said: string
  readonly expiresAt: Date
}

/** What models refused lately, shared by all processes. */
export interface Refusals {
  /** The rungs that are not worth asking for this model and this schema. */
  of(place: string, model: string, schema: string): ReadonlySet<Rung>
  /** Takes effect at once here, and soon elsewhere. */
  learn(refusal: Refusal): void
}
