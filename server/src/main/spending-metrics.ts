import { Counter, Gauge, type Registry } from 'prom-client'

/** Limits of a provider, or of one target on it, per minute; null is no limit. */
export interface CountingRate {
  readonly name: { readonly providerId: string; readonly target: string }
  readonly figures: {
    readonly requestsPerMinute: number | null
    readonly tokensPerMinute: number | null
  }
}

export interface PauseCounts {
  readonly providers: number
  readonly targets: number
}

export interface UsedShare {
  readonly budget: { readonly id: string }
  readonly ratio: number
}

/** What Prometheus is told about limits, budgets and the cache. */
export interface SpendingMetrics {
  /** An answer was looked for in the cache, and found or not. */
  lookedUp(hit: boolean): void
  /** A call had to wait for the limits of this provider. */
  waited(providerId: string): void
  /** Tells which limits count now, learned ones included. */
  watchRates(rates: () => readonly CountingRate[]): void
  /** Tells how much of each budget is used. */
  watchBudgets(shares: () => Promise<readonly UsedShare[]>): void
  /** Tells how many providers and targets are paused. */
  watchPauses(counts: () => Promise<PauseCounts>): void
}

export function createSpendingMetrics(registers: Registry[]): SpendingMetrics {
  const lookUps = new Counter({ name: 'outcrop_cache_lookups_total', help: 'Answers looked for in the cache, by result', labelNames: ['result'], registers }) // prettier-ignore
  const waits = new Counter({ name: 'outcrop_limit_waits_total', help: 'Calls that had to wait for a limit', labelNames: ['provider'], registers }) // prettier-ignore
  return {
    lookedUp: (hit) => lookUps.inc({ result: hit ? 'hit' : 'miss' }),
    waited: (provider) => waits.inc({ provider }),
    watchRates: (rates) => {
      const gauge: Gauge<'provider' | 'target' | 'rate'> = new Gauge({
        name: 'outcrop_limit_per_minute',
        help: 'Limits that count now, set or learned, by provider, target and rate',
        labelNames: ['provider', 'target', 'rate'],
        registers,
        collect: (): void => {
          gauge.reset()
          for (const { name, figures } of rates()) {
            const labels = { provider: name.providerId, target: name.target }
            const { requestsPerMinute, tokensPerMinute } = figures
            if (requestsPerMinute !== null) gauge.set({ ...labels, rate: 'requests' }, requestsPerMinute) // prettier-ignore
            if (tokensPerMinute !== null) gauge.set({ ...labels, rate: 'tokens' }, tokensPerMinute)
          }
        },
      })
    },
    watchBudgets: (shares) => {
      const gauge: Gauge<'budget'> = new Gauge({
        name: 'outcrop_budget_used_ratio',
        help: 'Share of each budget that is spent or reserved in its day or month',
        // No names: they are an organization's own words, and metrics need no key.
        labelNames: ['budget'],
        registers,
        collect: async (): Promise<void> => {
          const used = await shares()
          gauge.reset()
          for (const { budget, ratio } of used) gauge.set({ budget: budget.id }, ratio)
        },
      })
    },
    watchPauses: (counts) => watchPauses(registers, counts),
  }
}

function watchPauses(registers: Registry[], counts: () => Promise<PauseCounts>): void {
  const gauge: Gauge<'what'> = new Gauge({
    name: 'outcrop_paused',
    help: 'Providers, and targets of providers, that are paused because AWS refuses them',
    labelNames: ['what'],
    registers,
    collect: async (): Promise<void> => {
      const { providers, targets } = await counts()
      gauge.set({ what: 'provider' }, providers)
      gauge.set({ what: 'target' }, targets)
    },
  })
}
