import { LRUCache } from 'lru-cache'
import type { ProviderLimits } from '@outcrop/contract'
import { keyOf, type BucketName } from './bucket-row.ts'
import { noLimits, type Figures } from './figures.ts'
import type { LimitedCall, LimitedProvider } from './limited-call.ts'
import { counts, figuresOf, newBucket, type LocalBucket } from './local-bucket.ts'
import { createPace, type Pace } from './pace.ts'

type Asked = Pick<LimitedCall, 'providerId' | 'target' | 'automationId' | 'tokens'>

/** All limits that this process knows of, and who is subject to them. */
export interface Book {
  /** Says what is set now. */
  use(providers: readonly LimitedProvider[]): void
  /** The buckets that limit a call now: of the provider, and of its target. */
  counting(call: Asked, now: number): LocalBucket[]
  bucket(name: BucketName): LocalBucket
  find(name: BucketName): LocalBucket | undefined
  all(): LocalBucket[]
  /** Counts a call that is being made. */
  note(call: Asked, now: number): void
  /** What this process used lately, per minute. */
  observed(call: Asked, rate: 'requests' | 'tokens', now: number): number
  /** Automations whose calls were limited by their target on this provider, with the bucket. */
  subjects(providerId: string): ReadonlyMap<string, LocalBucket>
  rates(now: number): { name: BucketName; figures: Figures }[]
}

interface Paces {
  readonly requests: Pace
  readonly tokens: Pace
}

export function createBook(): Book {
  const buckets = new Map<string, LocalBucket>()
  const subjects = new Map<string, LRUCache<string, LocalBucket>>()
  const paces = new LRUCache<string, Paces>({ max: 10_000 })

  const bucket = (name: BucketName): LocalBucket => {
    const key = keyOf(name)
    const known = buckets.get(key)
    if (known) return known
    const made = newBucket(name)
    buckets.set(key, made)
    return made
  }
  const use = (providers: readonly LimitedProvider[]) => {
    const set = new Map(providers.flatMap(setFigures))
    for (const [key, known] of buckets) known.set = set.get(key)?.figures ?? noLimits
    for (const { name, figures } of set.values()) bucket(name).set = figures
  }

  return {
    use,
    bucket,
    find: (name) => buckets.get(keyOf(name)),
    all: () => [...buckets.values()],
    counting(call, now) {
      const { providerId, target, automationId } = call
      const names = target === '' ? [''] : ['', target]
      const limiting = names
        .flatMap((name) => buckets.get(keyOf({ providerId, target: name })) ?? [])
        .filter((one) => counts(one, now))
      const own = limiting.find((one) => one.target !== '')
      if (own) subjectsOf(subjects, providerId).set(automationId, own)
      else subjects.get(providerId)?.delete(automationId)
      return limiting
    },
    note(call, now) {
      const { requests, tokens } = pacesOf(paces, call)
      requests.add(1, now)
      tokens.add(call.tokens, now)
    },
    observed: (call, rate, now) => pacesOf(paces, call)[rate].perMinute(now),
    subjects: (providerId) => new Map(subjects.get(providerId)?.entries() ?? []),
    rates: (now) =>
      [...buckets.values()]
        .filter((one) => counts(one, now))
        .map((one) => ({ name: one, figures: figuresOf(one, now) })),
  }
}

function pacesOf(paces: LRUCache<string, Paces>, call: Asked): Paces {
  const key = keyOf(call)
  const known = paces.get(key) ?? { requests: createPace(), tokens: createPace() }
  paces.set(key, known)
  return known
}

function subjectsOf(
  subjects: Map<string, LRUCache<string, LocalBucket>>,
  providerId: string,
): LRUCache<string, LocalBucket> {
  const known = subjects.get(providerId) ?? new LRUCache<string, LocalBucket>({ max: 10_000 })
  subjects.set(providerId, known)
  return known
}

function setFigures({ providerId, limits }: LimitedProvider) {
  const { models, ...whole } = limits
  const all = [{ model: '', ...whole }, ...models]
  return all.map(({ model, ...figures }) => {
    const name = { providerId, target: model }
    return [keyOf(name), { name, figures: figuresIn(figures) }] as const
  })
}

export const figuresIn = (limits: Omit<ProviderLimits, 'models'>): Figures => ({
  requestsPerMinute: limits.requests_per_minute,
  tokensPerMinute: limits.tokens_per_minute,
  inFlight: limits.in_flight,
})
