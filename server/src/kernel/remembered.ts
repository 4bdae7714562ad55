export interface Remembered<Value> {
  get(key: string): Promise<Value>
  forget(): void
}

/** Loads each value once until everything is forgotten. What could not be loaded is not remembered. */
export function remembered<Value>(load: (key: string) => Promise<Value>): Remembered<Value> {
  let values = new Map<string, Promise<Value>>()
  return {
    get(key) {
      const known = values.get(key)
      if (known) return known
      const generation = values
      const value = load(key)
      generation.set(key, value)
      value.catch(() => generation.delete(key))
      return value
    },
    // A new map, so that what is still being loaded from before is not remembered either.
    forget: () => void (values = new Map()),
  }
}
