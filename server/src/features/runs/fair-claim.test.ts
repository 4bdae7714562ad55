import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newRun } from './new-run.ts'
import { claimRuns, insertRuns, type Share } from './queue-store.ts'
import { startEngine, type Engine } from './testing/engine.ts'
import { beat } from './worker-store.ts'

let engine: Engine
let busy: string
let quiet: string
beforeEach(async () => {
  engine = await startEngine()
  busy = await engine.publish()
  quiet = await engine.publish()
})
afterEach(() => engine.close())

/** Runs of an automation on an event of its own, due for `ageS` seconds. */
async function queue(automationId: string, count: number, ageS = 0): Promise<void> {
  const event = await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })
  const published = await engine.automations.published(engine.organizationId, automationId)
  const runs = Array.from({ length: count }, () =>
    newRun({
      organizationId: engine.organizationId,
      automationId,
      versionId: published?.id ?? '',
      lane: engine.providerId,
      deadlineS: 600,
      triggerType: 'event',
      feedId: engine.feedId,
      streamId: engine.streamId,
      eventId: event.id,
      eventAt: event.receivedAt,
      audienceId: null,
      visitor: null,
      visitorId: 'v',
      depth: 0,
      causes: [],
      replayOf: null,
    }),
  )
  await insertRuns(engine.database.pool, runs, new Date(Date.now() - ageS * 1000))
}

async function claim(free: number, shares: Share[] = [], worker = 'w') {
  const { pool } = engine.database
  await beat(pool, worker, 60)
  const lanes = [{ lane: engine.providerId, free }]
  const runs = await claimRuns(pool, worker, lanes, new Date(), shares)
  const of = (id: string) => runs.filter(({ automation_id }) => automation_id === id).length
  return { busy: of(busy), quiet: of(quiet) }
}

const share = (automationId: string, held: number, cap: number | null = null): Share => ({
  lane: engine.providerId,
  automationId,
  held,
  cap,
})

describe('a claim', () => {
  it('takes runs of every automation, however many one of them has waiting for longer', async () => {
    await queue(busy, 1000, 60)
    await queue(quiet, 3)

    expect(await claim(10)).toEqual({ busy: 5, quiet: 3 })
    expect(await claim(10)).toEqual({ busy: 10, quiet: 0 })
  })

  it('with room for one takes it where the worker has fewest', async () => {
    await queue(busy, 50, 60)
    await queue(quiet, 2)

    expect(await claim(1, [share(busy, 4)])).toEqual({ busy: 0, quiet: 1 })
    expect(await claim(1, [share(busy, 4), share(quiet, 5)])).toEqual({ busy: 1, quiet: 0 })
  })

  it('levels out what the worker has already', async () => {
    await queue(busy, 50, 60)
    await queue(quiet, 50)

    expect(await claim(4, [share(busy, 3)])).toEqual({ busy: 1, quiet: 3 })
  })

  it('takes no more of an automation than it may, and all of the lane for the others', async () => {
    await queue(busy, 50, 60)
    await queue(quiet, 50)

    expect(await claim(10, [share(busy, 0, 0)])).toEqual({ busy: 0, quiet: 10 })
    expect(await claim(10, [share(busy, 0, 2)])).toEqual({ busy: 2, quiet: 5 })
  })

  it('gives workers that ask at once all of it, and no run twice', async () => {
    await queue(busy, 40)
    await queue(quiet, 40)
    const { pool } = engine.database
    const lanes = [{ lane: engine.providerId, free: 10 }]
    const ids: string[] = []
    const work = async (worker: string) => {
      await beat(pool, worker, 60)
      for (let rounds = 0; rounds < 40; rounds += 1) {
        ids.push(...(await claimRuns(pool, worker, lanes, new Date())).map(({ id }) => id))
      }
    }

    await Promise.all(['a', 'b', 'c', 'd'].map(work))

    expect(ids).toHaveLength(80)
    expect(new Set(ids).size).toBe(80)
  })
})

describe('an automation with a thousand runs waiting', () => {
  it('does not keep the single run of another one waiting', async () => {
    await queue(busy, 300, 60)
    await queue(quiet, 1)
    engine.startWorker({ max: 4 })

    for (;;) {
      const runs = await engine.runs()
      const left = runs.filter(({ finished_at }) => finished_at === null)
      if (left.every(({ automation_id }) => automation_id === busy)) {
        expect(left.length).toBeGreaterThan(250)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })
})
