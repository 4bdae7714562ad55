import type { ProviderLimits } from '@outcrop/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { createLimiter, type Limiter } from './limits.ts'

let database: TestDatabase
let providerId: string
let waits: string[]
const limiters: Limiter[] = []

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  const organizationId = newId('organization')
  providerId = newId('provider')
  waits = []
  await database.pool.query('insert into organizations (id, name) values ($1, $1)', [organizationId]) // prettier-ignore
  await database.pool.query(
    `insert into providers (id, organization_id, name, region, credentials, max_in_flight)
     values ($1, $2, 'AWS', 'us-east-1', '{}', 50)`,
    [providerId, organizationId],
  )
})
afterEach(async () => {
  for (const limiter of limiters.splice(0)) await limiter.stop()
  await database.pool.query('delete from workers')
})
afterAll(() => database.drop())

const nothing = { requests_per_minute: null, tokens_per_minute: null, in_flight: null, models: [] }

/** A limiter as one worker process has it. */
async function limiter(limits: Partial<ProviderLimits> = {}): Promise<Limiter> {
  const workerId = newId('run')
  await database.pool.query(`insert into workers (id, lease_until) values ($1, now() + interval '1 hour')`, [workerId]) // prettier-ignore
  const made = createLimiter({
    pool: database.pool,
    workerId,
    clock: () => performance.now(),
    onWait: ({ target }) => waits.push(target),
    onError: (error) => {
      throw error
    },
  })
  made.use([{ providerId, limits: { ...nothing, ...limits } }])
  limiters.push(made)
  return made
}

let calls = 0
const aCall = (parts: object = {}) => {
  calls += 1
  return { runId: `run ${calls}`, automationId: 'aut', providerId, target: 'nova', tokens: 100, ...parts } // prettier-ignore
}

/** How many of so many calls may be made at once, and the problem of the first that may not. */
async function attempt(on: readonly Limiter[], count: number, parts: object = {}) {
  const outcomes = await Promise.allSettled(
    Array.from({ length: count }, (_, index) => {
      const one = on[index % on.length]
      return one ? one.reserve(aCall(parts)) : Promise.reject(new Error('none'))
    }),
  )
  const refused = outcomes.flatMap((one): unknown[] =>
    one.status === 'rejected' ? [one.reason] : [],
  )
  const [problem] = refused
  return {
    permits: outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    problem: problem instanceof Problem ? problem : undefined,
  }
}

const statements = async () => {
  const { rows } = await database.pool.query<{ count: number }>('select count(*)::int as count from limit_buckets where provider_id = $1', [providerId]) // prettier-ignore
  return rows[0]?.count
}

describe('a provider without limits', () => {
  it('lets every call through, and asks the database for none of them', async () => {
    const { permits } = await attempt([await limiter()], 500)
    expect(permits).toHaveLength(500)
    expect(await statements()).toBe(0)
  })
})

describe('a limit that is set while calls are made', () => {
  it('begins with all that a bucket holds, because nothing of it was used up', async () => {
    await attempt([await limiter({ requests_per_minute: 240 })], 3)
    const both = await limiter({ requests_per_minute: 240, tokens_per_minute: 60_000 })

    const { permits } = await attempt([both], 1, { tokens: 4500 })

    expect(permits).toHaveLength(1)
  })
})

describe('requests per minute', () => {
  it('are shared by all workers, and a call that has to wait is told until when', async () => {
    const workers = [await limiter({ requests_per_minute: 240 }), await limiter({ requests_per_minute: 240 }), await limiter({ requests_per_minute: 240 })] // prettier-ignore
    const started = performance.now()
    const { permits, problem } = await attempt(workers, 90)
    const elapsed = (performance.now() - started) / 1000

    // Twenty are there at the beginning, and four come in every second.
    expect(permits.length).toBeGreaterThanOrEqual(20)
    expect(permits.length).toBeLessThanOrEqual(20 + 4 * (elapsed + 1))
    expect(problem).toMatchObject({ code: 'limit-reached' })
    expect(problem?.retryAfterMs).toBeGreaterThan(0)
    expect(problem?.retryAfterMs).toBeLessThanOrEqual(1000)
    expect(waits.length).toBe(90 - permits.length)
  })

  it('of a model limit that model only', async () => {
    const models = [{ ...nothing, model: 'claude', requests_per_minute: 12 }]
    const worker = await limiter({ models })
    expect((await attempt([worker], 10, { target: 'claude' })).permits).toHaveLength(1)
    expect((await attempt([worker], 10, { target: 'nova' })).permits).toHaveLength(10)
  })

  it('are there again after the wait that was named', async () => {
    const worker = await limiter({ requests_per_minute: 60 })
    const { problem } = await attempt([worker], 20)
    await new Promise((resolve) => setTimeout(resolve, (problem?.retryAfterMs ?? 0) + 20))
    expect((await attempt([worker], 1)).permits).toHaveLength(1)
  })

  it('that a worker leased and does not use come back to the others', async () => {
    const limits = { requests_per_minute: 600 }
    const [idle, busy] = [await limiter(limits), await limiter(limits)]
    await attempt([idle], 1)
    await idle.stop()
    const { permits } = await attempt([busy], 60)
    expect(permits.length).toBeGreaterThanOrEqual(49)
  })
})

describe('tokens per minute', () => {
  it('are reserved before the call and given back after it', async () => {
    const worker = await limiter({ tokens_per_minute: 12_000 })
    const first = await attempt([worker], 30)
    expect(first.permits.length).toBeGreaterThanOrEqual(9)
    expect(first.permits.length).toBeLessThanOrEqual(12)

    for (const permit of first.permits) permit.settle(0)
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect((await attempt([worker], 30)).permits.length).toBeGreaterThanOrEqual(9)
  })

  it('let a call through that needs more than they ever hold, and make the next one wait for it', async () => {
    const worker = await limiter({ tokens_per_minute: 600 })
    expect((await attempt([worker], 1, { tokens: 5000 })).permits).toHaveLength(1)
    const { problem } = await attempt([worker], 1, { tokens: 1 })
    expect(problem?.retryAfterMs).toBeGreaterThan(300_000)
  })
})

describe('calls in flight', () => {
  it('owe no tokens for the time before tokens were limited', async () => {
    const worker = await limiter({ in_flight: 5 })
    const tokens = 100_000
    for (let call = 0; call < 20; call += 1)
      (await attempt([worker], 1, { tokens })).permits[0]?.settle(tokens)
    worker.use([
      { providerId, limits: { ...nothing, in_flight: 5, tokens_per_minute: 12_000_000 } },
    ])
    // Nobody has used any of them: the bucket begins full.
    expect((await attempt([worker], 1, { tokens })).permits).toHaveLength(1)
  })

  it('never exceed the limit over all workers, and one that ends makes room', async () => {
    const workers = [await limiter({ in_flight: 7 }), await limiter({ in_flight: 7 })]
    const { permits } = await attempt(workers, 40)
    expect(permits).toHaveLength(7)
    for (const permit of permits) permit.settle(null)
    expect((await attempt(workers, 40)).permits).toHaveLength(7)
  })

  it('of a dead worker are given to the others', async () => {
    const [dead, alive] = [await limiter({ in_flight: 3 }), await limiter({ in_flight: 3 })]
    expect((await attempt([dead], 3)).permits).toHaveLength(3)
    expect((await attempt([alive], 1)).permits).toHaveLength(0)
    await database.pool.query(`update workers set lease_until = now() - interval '1 second' where id = (select worker_id from limit_slots where provider_id = $1 and slots > 0)`, [providerId]) // prettier-ignore
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect((await attempt([alive], 1)).permits).toHaveLength(1)
  })
})

describe('a refusal of AWS', () => {
  const taught = async () => {
    for (;;) {
      const { rows } = await database.pool.query<{ learned: { perMinute: number } | null }>('select learned_requests as learned from limit_buckets where provider_id = $1', [providerId]) // prettier-ignore
      const learned = rows[0]?.learned
      if (learned) return learned
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  it('slows that model down for every worker, also where nothing was set', async () => {
    const [one, other] = [await limiter(), await limiter()]
    const { permits } = await attempt([one], 60)
    permits[0]?.throttled('requests', undefined)
    // Sixty in this second, and both workers are taken to be as busy: of 7,200 a minute 70 % are left.
    expect((await taught()).perMinute).toBeCloseTo(5040)

    let seen = 60
    while (seen === 60) {
      seen = (await attempt([other], 60)).permits.length
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(seen).toBeLessThan(60)
    expect((await attempt([other], 30, { target: 'other model' })).permits).toHaveLength(30)
  })

  it('counts once, however many calls of the same burst are refused', async () => {
    const worker = await limiter({
      models: [{ ...nothing, model: 'nova', requests_per_minute: 600 }],
    })
    const { permits } = await attempt([worker], 20)
    permits[0]?.throttled('requests', undefined)
    const { perMinute } = await taught()
    for (const permit of permits) permit.throttled('requests', undefined)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(perMinute).toBe(420)
    expect((await taught()).perMinute).toBe(420)
  })

  it('that names a time keeps everybody away until then', async () => {
    const worker = await limiter()
    const { permits } = await attempt([worker], 1)
    permits[0]?.throttled('requests', 60_000)
    await taught()
    let refused: Problem | undefined
    while (!refused) refused = (await attempt([worker], 1)).problem
    expect(refused.retryAfterMs).toBeGreaterThan(50_000)
  })
})

describe('room for claims', () => {
  const lanes = () => [{ lane: providerId, free: 50 }]
  const everything = <T>(queues: T) => Promise.resolve(queues)

  it('is as large as the lane where nothing is limited', async () => {
    const worker = await limiter()
    const open = lanes()
    expect(await worker.room.open(open, () => Promise.reject(new Error('asked')))).toEqual({ lanes: open, caps: [] }) // prettier-ignore
  })

  it('is what was leased, less what was promised to runs that were claimed', async () => {
    const worker = await limiter({ requests_per_minute: 600 })
    const room = async () => (await worker.room.open(lanes(), everything)).lanes[0]?.free
    expect(await room()).toBe(10)
    worker.room.promise(
      ['a', 'b', 'c'].map((id) => ({ id, lane: providerId, automation_id: 'aut' })),
    )
    expect(await room()).toBe(7)
    await worker.reserve(aCall({ runId: 'a' }))
    expect(await room()).toBe(7)
    worker.room.forget('b')
    expect(await room()).toBe(8)
  })

  it('is not leased for lanes in which nothing is due', async () => {
    const worker = await limiter({ requests_per_minute: 600 })
    expect((await worker.room.open(lanes(), () => Promise.resolve([]))).lanes).toEqual([])
    expect(await statements()).toBe(0)
  })

  it('is none for an automation whose model is used up, and unchanged for the others', async () => {
    const worker = await limiter({
      models: [{ ...nothing, model: 'claude', requests_per_minute: 6 }],
    })
    await attempt([worker], 5, { target: 'claude', automationId: 'slow' })
    await attempt([worker], 5, { automationId: 'quick' })
    const { lanes: open, caps } = await worker.room.open(lanes(), everything)
    expect(open).toEqual(lanes())
    expect(caps).toEqual([{ lane: providerId, automationId: 'slow', cap: 0 }])
  })
})
