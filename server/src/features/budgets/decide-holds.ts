/** What a budget allows in its period; amounts in billionths of a USD. */
export interface Balance {
  readonly amount: bigint
  /** Spent, and held for calls in flight. */
  readonly committed: bigint
}

/** What one call may cost at most, to each budget that counts it. */
export type Demand = ReadonlyMap<string, bigint>

/** Null when all budgets have room; otherwise the first that has none. */
export type Verdict = null | {
  readonly budgetId: string
  /** Not even an untouched budget would have room. */
  readonly never: boolean
}

/**
 * Decides, in order, which calls may be made. A call needs room in all of its budgets, and takes it
 * in all or in none. A budget that is not there any more limits nothing.
 */
export function decideHolds(
  balances: ReadonlyMap<string, Balance>,
  demands: readonly Demand[],
): Verdict[] {
  const committed = new Map([...balances].map(([id, balance]) => [id, balance.committed]))
  return demands.map((demand) => {
    for (const [budgetId, wanted] of demand) {
      const balance = balances.get(budgetId)
      if (!balance || (committed.get(budgetId) ?? 0n) + wanted <= balance.amount) continue
      return { budgetId, never: wanted > balance.amount }
    }
    for (const [budgetId, wanted] of demand) {
      committed.set(budgetId, (committed.get(budgetId) ?? 0n) + wanted)
    }
    return null
  })
}
