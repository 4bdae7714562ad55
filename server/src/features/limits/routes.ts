import { routes, type CurrentLimit, type ProviderLimits } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { figuresIn } from './book.ts'
import { blockedMs, figuresNow, type BucketRow } from './bucket-row.ts'
import { bucketsOf } from './bucket-store.ts'
import { isLimited, noLimits, type Figures } from './figures.ts'
import { slotsTaken } from './slot-store.ts'

export interface LimitRouteOptions {
  readonly db: Db
  /** What is set on a provider. Throws `not-found`. */
  readonly limitsOf: (organizationId: string, providerId: string) => Promise<ProviderLimits>
}

export function limitRoutes(app: App, { db, limitsOf }: LimitRouteOptions): void {
  mount(app, routes.getLimits, async ({ params, caller }) => {
    const { models, ...whole } = await limitsOf(caller.organizationId, params.id)
    const [rows, taken] = await Promise.all([bucketsOf(db, params.id), slotsTaken(db, params.id)])
    const set = new Map([{ model: '', ...whole }, ...models].map(({ model, ...figures }) => [model, figuresIn(figures)])) // prettier-ignore
    const targets = [...new Set([...set.keys(), ...rows.map(({ target }) => target)])]
    const items = targets.map((target) =>
      currentLimit(
        target,
        set.get(target) ?? noLimits,
        rows.find((row) => row.target === target),
        taken.get(target) ?? 0,
      ),
    )
    return { items: items.filter(isWorthShowing) }
  })
}

function currentLimit(
  target: string,
  set: Figures,
  row: BucketRow | undefined,
  taken: number,
): CurrentLimit {
  const now = figuresNow(row, set, row ? row.now.getTime() : 0)
  const blockedUntil = row && blockedMs(row) > 0 ? row.blocked_until : null
  return {
    target,
    requests_per_minute: { set: set.requestsPerMinute, now: rounded(now.requestsPerMinute) },
    tokens_per_minute: { set: set.tokensPerMinute, now: rounded(now.tokensPerMinute) },
    in_flight: { set: set.inFlight, taken },
    blocked_until: blockedUntil?.toISOString() ?? null,
  }
}

const rounded = (perMinute: number | null) => perMinute && Math.round(perMinute * 10) / 10

function isWorthShowing({
  requests_per_minute,
  tokens_per_minute,
  in_flight,
  blocked_until,
}: CurrentLimit) {
  const figures = { requestsPerMinute: requests_per_minute.now, tokensPerMinute: tokens_per_minute.now, inFlight: in_flight.set } // prettier-ignore
  return isLimited(figures) || blocked_until !== null
}
