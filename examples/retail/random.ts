/** Everything random in the story comes from one of these, so a seed tells the same story always. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T
  hex(digits: number): string
}

/** The mulberry32 generator: 32 bits of state are plenty for a shop's week. */
export function seededRandom(seed: number): Random {
  const next = numbers(seed)
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, whole(0, items.length - 1)),
    weighted: (choices) => weightedChoice(choices, next()),
    hex: (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join(''),
  }
}

function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function weightedChoice<T>(choices: readonly (readonly [T, number])[], at: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let left = at * total
  for (const [value, weight] of choices) {
    left -= weight
    if (left < 0) return value
  }
  return itemAt(choices, choices.length - 1)[0]
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}
