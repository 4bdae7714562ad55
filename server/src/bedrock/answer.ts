import type { Attempt } from '@outcrop/contract'
import type { Price } from './prices.ts'

/** Tokens of a call; null is unknown. `input` is without what came from the cache. */
export interface Usage {
  readonly input: number | null
  readonly output: number | null
  readonly cacheRead: number | null
  readonly cacheWrite: number | null
}

/** What one model took for a part of an answer. */
export interface Spent {
  /** Null when it is not known. */
  readonly model: string | null
  readonly usage: Usage
}

/** What came back from Bedrock, whichever of its services was asked: enough to store it and to count it. */
export interface Answer {
  readonly usage: Usage
  /** As Bedrock measured it, or else from sending to receiving, in milliseconds. */
  readonly latencyMs: number
  readonly requestId: string | null
  /** The model that is paid for, by id or ARN; null when it is not known. */
  readonly model: string | null
  /** What each model took, where it was not one; null tokens where nobody knows. Their sum is `usage`. */
  readonly spent?: readonly Spent[]
  /** What the tokens cost when the request itself says so, by its service; it wins over the model's price. */
  readonly price?: Price
  /** How the shape of the answer was asked for; null where there is no choice. */
  readonly outputMode: Attempt['output_mode']
  /** The whole answer as plain JSON, request id included. It is stored before anything is read out of it. */
  readonly raw: Record<string, unknown>
}
