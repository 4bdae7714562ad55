import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { nanoUsd } from '../../kernel/nano-usd.ts'
import { startEngine, type Engine } from './testing/engine.ts'
import { until } from '../../testing/until.ts'

let engine: Engine
afterEach(() => engine.close())

const converses = () => engine.emulator.calls.count('Converse')

/** Runs that are queued and that nobody has taken yet; their prompts are alike when `visitor` is given. */
async function queued(count: number, visitor?: string): Promise<void> {
  const processor = await engine.startProcessor()
  const before = (await engine.runs()).length
  for (let index = 0; index < count; index += 1) {
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: visitor ?? `v${index}` })
  }
  while ((await engine.runs()).length < before + count) await pause(20)
  await processor.stop()
}

/** A budget of the organization for today. */
async function budget(amount: string): Promise<string> {
  const id = newId('budget')
  await engine.database.pool.query(
    `insert into budgets (id, organization_id, name, scope, subject_id, period, amount_usd, created_at, updated_at)
     values ($1, $2, $1, 'organization', '', 'day', $3, now(), now())`,
    [id, engine.organizationId, amount],
  )
  await engine.database.pool.query(
    `insert into budget_periods (budget_id, starts_on) values ($1, (now() at time zone 'UTC')::date)`,
    [id],
  )
  engine.budgets.invalidate()
  return id
}

/** The runs, once none of them is queued or running. */
const settled = () =>
  until(async () => {
    const runs = await engine.runs()
    return runs.every(({ state }) => state !== 'queued' && state !== 'running') && runs
  })

/** Resolves when every run has succeeded or waits for a later time. */
const resting = () =>
  until(async () =>
    (await engine.runs()).every(
      ({ state, due_at }) => state === 'succeeded' || (state === 'waiting' && due_at !== null && due_at > new Date()), // prettier-ignore
    ),
  )

const nothing = { requests_per_minute: null, tokens_per_minute: null, in_flight: null, models: [] }

describe('a budget', () => {
  it('for a hundred calls lets as many be made by fifty workers at once as it has room for, and no more', async () => {
    engine = await startEngine()
    const input = { prompt: 'Say {"tealium_event": "x"} as JSON.', inference: { max_tokens: 20 } }
    await engine.publish({ input, definition: { deadline_s: 604_800 } })
    await queued(1, 'one')
    engine.startWorker()
    const [first] = await engine.ended(1)
    const cost = nanoUsd(first?.cost_usd ?? '')
    const amount = cost * 101n
    await budget(`0.${amount.toString().padStart(9, '0')}`)

    await queued(250, 'one')
    for (let index = 1; index < 50; index += 1) engine.startWorker({ max: 5 })
    // What was refused while others held more than they spent asks again, until nothing goes through.
    for (let before = -1; before < converses();) {
      before = converses()
      await engine.wakeWaiting('budget-exceeded')
      await resting()
    }

    const runs = await engine.runs()
    const made = runs.filter(({ state }) => state === 'succeeded')
    expect(made.every(({ cost_usd }) => nanoUsd(cost_usd ?? '') === cost)).toBe(true)
    expect(made.length).toBe(converses())
    for (const run of runs) {
      if (run.state !== 'succeeded') expect(run.problem).toMatchObject({ code: 'budget-exceeded', who: 'operator' }) // prettier-ignore
    }
    const { rows } = await engine.database.pool.query<{ ok: boolean; held: string }>('select spent_usd <= amount_usd and reserved_usd = 0 as ok, (select max(amount_usd)::text from budget_holds) as held from budget_periods join budgets on id = budget_id') // prettier-ignore
    expect(rows).toMatchObject([{ ok: true }])
    // One call after the other as long as the worst case fits, and the call before the budget.
    const within = (amount - nanoUsd(rows[0]?.held ?? '')) / cost + 1n
    expect(converses()).toBe(Number(within) + 1)
    expect(converses()).toBeLessThanOrEqual(101)
  })

  it('keeps runs waiting for its next period, spends no attempt, and lets them go when it is raised', async () => {
    engine = await startEngine()
    await engine.publish({ definition: { deadline_s: 604_800 } })
    const id = await budget('0.0001')
    await engine.database.pool.query('update budget_periods set spent_usd = 0.0001')
    await queued(1)
    engine.startWorker()
    const [waiting] = await settled()
    expect(waiting).toMatchObject({ state: 'waiting', problem: { code: 'budget-exceeded' } })
    const midnight = new Date()
    midnight.setUTCHours(24, 0, 0, 0)
    expect(waiting?.due_at?.getTime()).toBeGreaterThanOrEqual(midnight.getTime())
    expect(await engine.attempts(waiting?.id ?? '')).toEqual([])
    expect(converses()).toBe(0)

    await engine.database.pool.query('update budgets set amount_usd = 1 where id = $1', [id])
    await engine.wakeWaiting('budget-exceeded')
    const [run] = await engine.ended(1)
    expect(run?.state).toBe('succeeded')
    expect(await engine.attempts(run?.id ?? '')).toHaveLength(1)
  })

  it('fails runs honestly that cannot wait for it', async () => {
    engine = await startEngine()
    await engine.publish({ definition: { deadline_s: 1 } })
    await budget('0.0001')
    await engine.database.pool.query('update budget_periods set spent_usd = 0.0001')
    await queued(1)
    engine.startWorker()
    const [run] = await engine.ended(1)
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'budget-exceeded' } })
  })

  it('refuses calls whose price nobody knows', async () => {
    engine = await startEngine()
    await engine.publish({ input: { model: 'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/emulator0ptu' } }) // prettier-ignore
    await budget('10')
    await queued(1)
    engine.startWorker()
    const [run] = await engine.ended(1)
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'price-unknown' } })
    expect(converses()).toBe(0)
  })

  const managed = () => ({
    action: 'bedrock.managed-prompt',
    input: {
      provider_id: engine.providerId,
      prompt_arn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1:1',
      parameters: ['visitor_json', 'last_product_viewed'].map((name) => ({ name, from: { template: 'none' } })), // prettier-ignore
    },
  })

  it('counts a managed prompt at the price of its model, template included', async () => {
    engine = await startEngine()
    await engine.publish({ step: managed() })
    const id = await budget('10')
    await queued(1)
    engine.startWorker()
    const [run] = await engine.ended(1)
    expect(run).toMatchObject({ state: 'succeeded', problem: null })
    expect(engine.emulator.calls.count('GetPrompt')).toBe(1)
    const { rows } = await engine.database.pool.query<{ covered: boolean; spent: string }>('select h.amount_usd > p.spent_usd as covered, p.spent_usd::text as spent from budget_holds h join budget_periods p using (budget_id) where budget_id = $1', [id]) // prettier-ignore
    expect(rows).toEqual([{ covered: true, spent: run?.cost_usd }])
  })

  it('waits for what AWS does not say of a managed prompt just now', async () => {
    engine = await startEngine()
    engine.emulator.faults.set([{ operation: 'GetPrompt', error: 'ThrottlingException', first: 1 }])
    await engine.publish({ step: managed() })
    await budget('10')
    await queued(1)
    engine.startWorker()
    expect((await engine.ended(1))[0]).toMatchObject({ state: 'succeeded', problem: null })
  })

  it('refuses a managed prompt that may not be read, unless it has a price to fall back on', async () => {
    engine = await startEngine()
    engine.emulator.faults.set([{ operation: 'GetPrompt', error: 'AccessDeniedException' }])
    await engine.publish({ step: managed() })
    await budget('10')
    await queued(1)
    engine.startWorker()
    expect((await engine.ended(1))[0]).toMatchObject({ state: 'failed', problem: { code: 'price-unknown' } }) // prettier-ignore
    expect(converses()).toBe(0)
    await engine.database.pool.query('update budgets set fallback_input = 1, fallback_output = 1')
    engine.budgets.invalidate()
    await queued(1)
    const [latest] = await engine.ended(2)
    expect(latest?.state).toBe('succeeded')
  })

  it('counts a call that was given up as what it may have cost', async () => {
    engine = await startEngine()
    await engine.publish({ step: { timeout_s: 1, retry: { max_attempts: 1 } } })
    engine.emulator.faults.set([{ hang: true }])
    await budget('10')
    await queued(1)
    engine.startWorker()
    await engine.ended(1)
    const { rows } = await engine.database.pool.query<{ spent: boolean; held: boolean }>('select spent_usd > 0 as spent, reserved_usd > 0 as held from budget_periods') // prettier-ignore
    expect(rows).toEqual([{ spent: true, held: false }])
  })
})

describe('a limit', () => {
  it('leaves runs in the queue that cannot be made now: they hold no worker and spend no attempt', async () => {
    engine = await startEngine()
    await engine.publish()
    await queued(30)
    const limits = { ...nothing, requests_per_minute: 60 }
    const workers = [engine.startWorker({ limits }), engine.startWorker({ limits })]
    await until(() => Promise.resolve(converses() >= 5))
    await pause(500)

    const runs = await engine.runs()
    const left = runs.filter(({ state }) => state === 'queued' || state === 'waiting')
    expect(left.length).toBeGreaterThan(15)
    expect(workers.reduce((sum, worker) => sum + worker.inFlight(), 0)).toBeLessThanOrEqual(2)
    const tries = await Promise.all(left.map(({ id }) => engine.attempts(id)))
    expect(tries.flat()).toEqual([])
  })

  it('of one model lets the automations of other models go on', async () => {
    engine = await startEngine()
    const models = [{ ...nothing, model: 'amazon.nova-lite-v1:0', requests_per_minute: 6 }]
    const slow = await engine.publish({ input: { model: 'amazon.nova-lite-v1:0' } })
    await engine.publish()
    await queued(20)
    engine.startWorker({ max: 5, limits: { ...nothing, models } })

    const runs = await until(async () => {
      const all = await engine.runs()
      const quick = all.filter(({ automation_id }) => automation_id !== slow)
      return quick.every(({ state }) => state === 'succeeded') && all
    })
    const left = runs.filter(({ automation_id, state }) => automation_id === slow && state !== 'succeeded') // prettier-ignore
    expect(left.length).toBeGreaterThan(5)
  })

  it('is learned from refusals where none is set, and every run succeeds in the end', async () => {
    engine = await startEngine()
    await engine.publish({ step: { retry: { max_attempts: 1, interval_s: 0.1, backoff_rate: 1, max_interval_s: 0.1 } } }) // prettier-ignore
    engine.emulator.faults.set([{ error: 'ThrottlingException', first: 2 }])
    await queued(20)
    engine.startWorker({ max: 4 })
    const runs = await engine.ended(20)
    expect(runs.every(({ state }) => state === 'succeeded')).toBe(true)
    const { rows } = await engine.database.pool.query<{ target: string; learned: boolean }>('select target, learned_requests is not null as learned from limit_buckets') // prettier-ignore
    expect(rows).toEqual([{ target: 'amazon.nova-micro-v1:0', learned: true }])
  })
})

describe('the cache of a step', () => {
  const asks = { step: { cache: { ttl_s: 60 } }, input: { prompt: 'Give JSON: {"tealium_event": "kept", "n": <integer between 1 and 9>}', add_event_payload: false } } // prettier-ignore

  it('answers an equal request without a call, for nothing, and says so', async () => {
    engine = await startEngine()
    await engine.publish(asks)
    await queued(1)
    engine.startWorker()
    await engine.ended(1)
    await queued(1)
    const runs = await engine.ended(2)

    expect(converses()).toBe(1)
    expect(engine.noticed.lookUps).toEqual([false, true])
    const [attempt] = await engine.attempts(runs[0]?.id ?? '')
    expect(attempt).toMatchObject({ cached: true, cost_usd: '0.000000000', input_tokens: null, output_tokens: null, problem: null }) // prettier-ignore
    expect(runs[0]).toMatchObject({ state: 'succeeded', input_tokens: null })
    const delivered = (await engine.events()).filter(({ name }) => name === 'kept')
    expect(delivered).toHaveLength(2)
    const { rows } = await engine.database.pool.query('select model, calls, cached, unpriced from usage_calls') // prettier-ignore
    expect(rows).toEqual([{ model: 'amazon.nova-micro-v1:0', calls: 1, cached: 1, unpriced: 0 }])
  })

  it('makes one call of equal ones at the same time', async () => {
    engine = await startEngine({ latency: 300 })
    await engine.publish(asks)
    await queued(20)
    engine.startWorker()
    const runs = await engine.ended(20)
    expect(runs.every(({ state }) => state === 'succeeded')).toBe(true)
    expect(converses()).toBe(1)
  })

  it('keeps no answer that proved bad, and nobody waits for one', async () => {
    engine = await startEngine({ latency: 100 })
    await engine.publish({ ...asks, step: { ...asks.step, retry: { max_attempts: 1 } } })
    engine.emulator.scripts.set([{ answer: { text: 'No.' } }])
    await queued(3)
    engine.startWorker()
    const runs = await engine.ended(3)
    expect(runs.every(({ state }) => state === 'failed')).toBe(true)
    const { rows } = await engine.database.pool.query('select key from cached_answers')
    expect(rows).toEqual([])
  })

  it('is off unless the step asks for it', async () => {
    engine = await startEngine()
    await engine.publish({ input: asks.input })
    await queued(3)
    engine.startWorker()
    await engine.ended(3)
    expect(converses()).toBe(3)
    expect(engine.noticed.lookUps).toEqual([])
  })
})
