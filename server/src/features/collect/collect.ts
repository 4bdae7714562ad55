import type { FastifyInstance } from 'fastify'
import type { Pool } from '../../db/pool.ts'
import type { Clock } from '../../kernel/clock.ts'
import { isCrawler } from './crawlers.ts'
import { identify, type Identified, type IdentifyContext } from './identify.ts'
import { createIntake } from './intake.ts'
import { noteOfOrigin } from './note-of-origin.ts'
import { rateLimit } from './rate-limit.ts'
import { Rejection } from './rejection.ts'
import { intakeRoutes, type Store } from './routes.ts'

export interface Collect {
  readonly store: Store
  /** Mounts the intake paths. */
  routes(app: FastifyInstance): void
  /** Resolves when everything accepted so far is committed. */
  idle(): Promise<void>
}

export interface CollectOptions extends IdentifyContext {
  readonly pool: Pool
  readonly now: Clock
  /** Requests that may wait for a commit; above it the intake answers 503. */
  readonly maxWaiting: number
  /** So many events were stored. */
  readonly onStored?: (events: number) => void
}

/** The front door of the event stream: what is acknowledged here is in the log for good. */
export function createCollect(options: CollectOptions): Collect {
  const { pool, now, maxWaiting, onStored } = options
  const intake = createIntake(pool, maxWaiting)
  const limit = rateLimit()

  const checkRate = (identified: readonly Identified[]) => {
    const stream = identified[0]?.stream
    if (!stream?.max_requests_per_s) return
    if (limit.allow(stream.id, stream.max_requests_per_s, now().getTime())) return
    throw new Rejection(
      `More than ${stream.max_requests_per_s} requests per second for ${stream.account}/${stream.profile}.`,
      429,
      1,
    )
  }

  const store: Store = async (payloads, { key, userAgent, ...about }) => {
    const identified = payloads.map((payload) => identify(options, payload, about))
    checkRate(identified)
    if (isCrawler(userAgent)) return { events: identified, isRepeated: false }
    const events = identified.map(({ event }) => event)
    const notes = identified.flatMap(noteOfOrigin)
    const result = await intake.store({ events, key, notes })
    if (result === 'stored') onStored?.(identified.length)
    return { events: identified, isRepeated: result === 'repeated' }
  }
  return { store, routes: (app) => intakeRoutes(app, store), idle: () => intake.idle() }
}
export { faultIn } from './check-value.ts'
