/** Counts tries where every process sees them. */
export interface TryCounter {
  /** Counts one more try from an address: how many there are in its window, and when that ends. */
  countTry(address: string, windowMs: number): Promise<Tries>
}

export interface Tries {
  readonly current: number
  /** Milliseconds until counting starts anew. */
  readonly ttl: number
}

type Done = (error: Error | null, tries?: Tries) => void

/** The counter as a store of the rate-limit plugin, which makes one of them for each route. */
export function sharedTries(counter: TryCounter) {
  return class SharedTries {
    incr(address: string, done: Done, windowMs: number): void {
      counter.countTry(address, windowMs).then(
        (tries) => done(null, tries),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    }

    child(): this {
      return this
    }
  }
}
