import { whatStandsStill } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import type { App } from '../../http/mount.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import type { Problem } from '../../kernel/problem.ts'
import { remembered } from '../../kernel/remembered.ts'
import { sendProbes } from './parking-store.ts'
import type { OnPauseNotice } from './pause-notice.ts'
import { retestWaitsS } from './retest-waits.ts'
import { pauseRoutes } from './routes.ts'
import { activePauses, countPauses, endPause, insertPause, letGo, retestSoon } from './store.ts'
import { targetOf, type Target } from './target-of.ts'

export type { Arrival } from './decide-parking.ts'
export { parkRuns, type Parked } from './parking-store.ts'
export type { OnPauseNotice, PauseNotice } from './pause-notice.ts'
export { retestWaitsS } from './retest-waits.ts'

type Request = Readonly<Record<string, unknown>>

/** A call that AWS has denied. */
export interface Denial {
  readonly organizationId: string
  readonly providerId: string
  /** Of the provider, when it was called. */
  readonly revision: number
  readonly runId: string
  readonly request: Request
  readonly problem: Problem
}

/** Models, prompts, flows and agents that AWS denies to a provider: their runs wait, others go on. */
export interface Pauses {
  readonly routes: (app: App) => void
  /** The id of the pause of what a request calls, from memory; null in nearly every case. */
  find(providerId: string, request: Request): Promise<string | null>
  /** Pauses what was denied. False when this problem is about something else, or the provider is gone. */
  pause(denial: Denial): Promise<boolean>
  /** Lets the runs of a paused target go on. False when it is not paused. */
  resume(organizationId: string, id: string): Promise<boolean>
  /** Has one run of each paused target of a provider let through soon: its administrator may have mended it. */
  retestSoon(providerId: string): Promise<void>
  /** Lets one run of each target through that is due, and all of those that work again; how many are due. */
  retest(): Promise<number>
  /** How many are paused, of every organization; whole providers, too. */
  counts(): Promise<{ readonly providers: number; readonly targets: number }>
  /** Forgets what is remembered. Call it when any process has paused or resumed something. */
  invalidate(): void
}

export interface PausesOptions {
  readonly pool: Pool
  readonly now: Clock
  /** A target is paused, or goes on. */
  readonly onNotice?: OnPauseNotice
}

const keyOf = (providerId: string, { target, guardrail }: Target) =>
  JSON.stringify([providerId, target, guardrail])

export function createPauses({ pool, now, onNotice }: PausesOptions): Pauses {
  const active = remembered(async () => {
    const rows = await activePauses(pool)
    return new Map(rows.map((row) => [keyOf(row.provider_id, row), row.id]))
  })
  const invalidate = () => active.forget()
  const free = async () => {
    while (await letGo(pool, now()));
  }
  const resume = async (organizationId: string, id: string) => {
    const ended = await endPause(pool, organizationId, id, now())
    if (!ended) return false
    onNotice?.({ organizationId, ...ended, problem: null })
    invalidate()
    await free()
    return true
  }
  return {
    routes: (app) => pauseRoutes(app, { pool, resume }),
    async find(providerId, request) {
      const paused = await active.get('all')
      if (paused.size === 0) return null
      const target = targetOf(request)
      return (target && paused.get(keyOf(providerId, target))) ?? null
    },
    async pause({ problem, request, ...denial }) {
      const target = targetOf(request)
      if (!target || whatStandsStill(problem.code) !== 'target') return false
      const at = now()
      const retestAt = new Date(at.getTime() + retestWaitsS[0] * 1000)
      const pause = { id: newId('pausedTarget'), ...denial, ...target, problem: problem.toDocument(), at, retestAt } // prettier-ignore
      const held = await insertPause(pool, pause)
      invalidate()
      if (held?.isNew === true)
        onNotice?.({ ...denial, target: target.target, problem: pause.problem })
      return held !== undefined
    },
    resume,
    retestSoon: (providerId) => retestSoon(pool, providerId, now()),
    async retest() {
      await free()
      return sendProbes(pool, now())
    },
    counts: () => countPauses(pool),
    invalidate,
  }
}
