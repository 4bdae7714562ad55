import type { Figures } from './figures.ts'

/** What a bucket holds: calls and tokens that may be used now. Both may be owed. */
export interface Level {
  readonly requests: number
  readonly tokens: number
  /** When this was so, in milliseconds. */
  readonly at: number
}

type Rates = Pick<Figures, 'requestsPerMinute' | 'tokensPerMinute'>

/**
 * How many seconds' worth a bucket holds at most. What nobody uses for longer is lost, so that a
 * quiet hour cannot be followed by a burst that AWS refuses.
 */
const holdsS = 5

const capacity = (perMinute: number): number => Math.max(1, (perMinute / 60) * holdsS)

/** A bucket that nobody has used for a while. */
export const fullLevel = (rates: Rates, at: number): Level => ({
  requests: capacity(rates.requestsPerMinute ?? 0),
  tokens: capacity(rates.tokensPerMinute ?? 0),
  at,
})

/**
 * What is kept of a level: nothing of what is not limited. It was not used up, so a limit that is set
 * on it later begins with all that a bucket holds.
 */
export const keptLevel = (level: Level, rates: Rates) => ({
  requests: rates.requestsPerMinute === null ? null : level.requests,
  tokens: rates.tokensPerMinute === null ? null : level.tokens,
  at: level.at,
})

/** What has come in since. A clock that was set back brings nothing. */
export function refill(level: Level, rates: Rates, at: number): Level {
  const minutes = Math.max(0, at - level.at) / 60_000
  const filled = (held: number, perMinute: number | null) =>
    perMinute === null ? held : Math.min(capacity(perMinute), held + minutes * perMinute)
  return {
    requests: filled(level.requests, rates.requestsPerMinute),
    tokens: filled(level.tokens, rates.tokensPerMinute),
    at: Math.max(at, level.at),
  }
}

/** How many calls are wanted, how many tokens each may use, and how many are at hand already. */
export interface Want {
  readonly calls: number
  readonly tokensEach: number
  /** What calls before have given back; owed when negative. */
  readonly tokensHeld: number
}

export interface Grant {
  readonly level: Level
  readonly calls: number
  readonly tokens: number
  /** How long until there is something for one call, in milliseconds; 0 when something was granted. */
  readonly waitMs: number
}

/**
 * Takes up to what is wanted out of a bucket that has just been refilled. A call that is larger than
 * the whole bucket is let through when the bucket is full, and the tokens it lacks are owed.
 */
export function grant(level: Level, rates: Rates, want: Want): Grant {
  const { requestsPerMinute, tokensPerMinute } = rates
  const byRequests = requestsPerMinute === null ? want.calls : Math.floor(level.requests + 1e-9)
  const calls = Math.max(0, Math.min(want.calls, byRequests, byTokens(level, rates, want)))
  const tokens = calls === 0 ? 0 : Math.max(0, calls * want.tokensEach - want.tokensHeld)
  const after = {
    requests: requestsPerMinute === null ? level.requests : level.requests - calls,
    tokens: tokensPerMinute === null ? level.tokens : level.tokens - tokens,
    at: level.at,
  }
  return { level: after, calls, tokens, waitMs: calls > 0 ? 0 : waitFor(level, rates, want) }
}

function byTokens({ tokens }: Level, { tokensPerMinute }: Rates, want: Want) {
  const { tokensEach, tokensHeld, calls } = want
  if (tokensPerMinute === null || tokensEach <= 0) return calls
  const whole = Math.floor((tokens + tokensHeld + 1e-9) / tokensEach)
  return whole > 0 ? whole : Number(tokens + 1e-9 >= needed(tokensPerMinute, want))
}

/** What has to be in the bucket for one call. */
const needed = (perMinute: number, { tokensEach, tokensHeld }: Want): number =>
  Math.min(tokensEach - tokensHeld, capacity(perMinute))

function waitFor(level: Level, { requestsPerMinute, tokensPerMinute }: Rates, want: Want): number {
  const until = (missing: number, perMinute: number | null) =>
    perMinute === null || missing <= 0 ? 0 : Math.ceil((missing * 60_000) / perMinute)
  return Math.max(
    1,
    until(1 - level.requests, requestsPerMinute),
    tokensPerMinute === null ? 0 : until(needed(tokensPerMinute, want) - level.tokens, tokensPerMinute), // prettier-ignore
  )
}

/** Puts back what was not used. Nothing above the brim is kept. */
export function giveBack(
  level: Level,
  rates: Rates,
  { calls, tokens }: { readonly calls: number; readonly tokens: number },
): Level {
  const put = (held: number, more: number, perMinute: number | null) =>
    perMinute === null ? held : Math.min(Math.max(held, capacity(perMinute)), held + more)
  return {
    requests: put(level.requests, calls, rates.requestsPerMinute),
    tokens: put(level.tokens, tokens, rates.tokensPerMinute),
    at: level.at,
  }
}
