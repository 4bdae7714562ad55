import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StartCaps } from './caps-of.ts'
import type { Slot } from './rolling.ts'
import { limitStarts, startsName, type Ledger, type Wanted } from './limit-starts.ts'

const hourMs = 3_600_000
const ever = Number.POSITIVE_INFINITY

const capsWith = (parts: Partial<StartCaps>): StartCaps => ({
  name: 'Offer',
  visitor: null,
  overall: null,
  cooldown: null,
  ...parts,
})

const wanted = (at: number, caps: StartCaps, parts: Partial<Wanted> = {}): Wanted => ({
  runId: `run_${at}`,
  automationId: 'aut_1',
  streamId: 'str_1',
  visitorId: 'v1',
  at,
  caps,
  ...parts,
})

const nothing: Ledger = { visitors: new Map(), overall: new Map() }

/** A ledger that goes on from one decision to the next, as the database does. */
function keeper() {
  const ledger = { visitors: new Map<string, readonly number[]>(), overall: new Map<string, readonly Slot[]>() } // prettier-ignore
  return (given: readonly Wanted[], now: number): Map<string, string> => {
    const each = given.map((one) => [one])
    const { refused, visitors, overall } = limitStarts(each, ledger satisfies Ledger, now)
    for (const one of visitors) ledger.visitors.set(startsName(one), one.starts)
    for (const [id, slots] of overall) ledger.overall.set(id, slots)
    return new Map([...refused].map(([id, { reason }]) => [id, reason]))
  }
}

describe('a cap for a visitor', () => {
  const daily = capsWith({ visitor: { starts: 2, periodMs: 24 * hourMs } })

  it('lets so many start in any period, and says why others do not', () => {
    const decide = keeper()
    const times = [0, 1, 23, 24, 24.5, 25, 47].map((hour) => wanted(hour * hourMs, daily))
    const refused = times.flatMap((one) => [...decide([one], one.at).values()])

    expect(refused).toEqual([
      'It may start 2 times in 24 hours for a visitor, and has.',
      'It may start 2 times in 24 hours for a visitor, and has.',
      'It may start 2 times in 24 hours for a visitor, and has.',
    ])
  })

  it('counts each visitor, stream and automation by itself, and nobody where there is no visitor', () => {
    const once = capsWith({ visitor: { starts: 1, periodMs: ever } })
    const others: Partial<Wanted>[] = [{}, { visitorId: 'v2' }, { streamId: 'str_2' }, { automationId: 'aut_2' }, { visitorId: null }, { visitorId: null }] // prettier-ignore
    const given = others.map((parts, index) => wanted(0, once, { runId: `run_${index}`, ...parts }))

    expect(
      limitStarts(
        given.map((one) => [one]),
        nothing,
        0,
      ).refused.size,
    ).toBe(0)
    const again = given.map((one) => ({ ...one, runId: `${one.runId}b` }))
    const { refused } = limitStarts(
      [...given, ...again].map((one) => [one]),
      nothing,
      0,
    )
    expect([...refused.keys()]).toEqual(['run_0b', 'run_1b', 'run_2b', 'run_3b'])
  })

  it('forgets what it need not know', () => {
    const decide = (caps: StartCaps) =>
      limitStarts([[wanted(5 * hourMs, caps)]], { visitors: new Map([['aut_1 str_1 v1', [0, -30 * hourMs]]]), overall: new Map() }, 0).visitors // prettier-ignore
    expect(decide(daily)).toMatchObject([{ starts: [0, 5 * hourMs], forgetAt: 29 * hourMs }])
    expect(decide(capsWith({ visitor: { starts: 9, periodMs: ever } }))).toMatchObject([{ forgetAt: null }]) // prettier-ignore
  })

  it('goes by again when the clock was far ahead by mistake, and counts what is early', () => {
    const decide = keeper()
    const once = capsWith({ visitor: { starts: 1, periodMs: hourMs } })
    const year = 8760 * hourMs
    const refusals = [year, 0, 0.9 * hourMs, 1.1 * hourMs, 1.2 * hourMs].map((at) => decide([wanted(at, once)], at).size) // prettier-ignore
    expect(refusals).toEqual([0, 1, 1, 0, 1])
  })
})

describe('a cap for all visitors', () => {
  const hourly = capsWith({ overall: { starts: 2, periodMs: hourMs } })
  const any = (visitorId: string | null) => wanted(0, hourly, { runId: `run_${visitorId}`, visitorId }) // prettier-ignore

  it('counts them together, by the clock', () => {
    const decide = keeper()
    const refused = [...decide([any('a'), any(null), any('c')], 0), ...decide([any('d')], 0.9 * hourMs)] // prettier-ignore
    expect(refused.map(([id]) => id)).toEqual(['run_c', 'run_d'])
    expect(refused[0]?.[1]).toBe('It may start 2 times in an hour for all visitors together, and has.') // prettier-ignore
    expect(decide([any('e'), any('f'), any('g')], hourMs).size).toBe(1)
  })

  it('has no border of two periods at which twice as many start', () => {
    const decide = keeper()
    const started = [0, 0.98, 1, 1.02, 1.5, 2].filter((hour) => decide([any(`${hour}`)], hour * hourMs).size === 0) // prettier-ignore
    expect(started).toEqual([0, 0.98, 1, 2])
  })

  it('keeps a few numbers, however often it starts', () => {
    const often = capsWith({ overall: { starts: 1_000_000, periodMs: hourMs } })
    const ledger = { visitors: new Map(), overall: new Map<string, readonly Slot[]>() }
    for (let minute = 0; minute < 600; minute += 0.1) {
      const { overall } = limitStarts([[wanted(0, often)]], ledger, minute * 60_000)
      for (const [id, slots] of overall) ledger.overall.set(id, slots)
    }
    expect(ledger.overall.get('aut_1')?.length).toBeLessThanOrEqual(61)
  })

  it('does not count what the cap for a visitor refuses', () => {
    const both = capsWith({ visitor: { starts: 1, periodMs: ever }, overall: { starts: 2, periodMs: ever } }) // prettier-ignore
    const given = ['v1', 'v1', 'v2', 'v3'].map((visitorId, index) => wanted(0, both, { runId: `run_${index}`, visitorId })) // prettier-ignore
    expect([...keeper()(given, 0).keys()]).toEqual(['run_1', 'run_3'])
  })

  it('is not silent for longer than its period when the clock was far ahead by mistake', () => {
    const decide = keeper()
    decide([any('a'), any('b')], 8760 * hourMs)
    const refusals = [0, 0.9, 1.1].map((hour) => decide([any('c')], hour * hourMs).size)
    expect(refusals).toEqual([1, 1, 0])
  })
})

describe('a cooldown group', () => {
  const offer = (name: string, priority: number, parts: Partial<StartCaps> = {}) =>
    capsWith({ name, cooldown: { groupId: 'cdg_1', groupName: 'Offers', periodMs: 24 * hourMs, priority }, ...parts }) // prettier-ignore
  const one = (name: string, at: number, caps: StartCaps, parts: Partial<Wanted> = {}) =>
    wanted(at, caps, { runId: `run_${name}`, automationId: `aut_${name}`, ...parts })
  const reasons = (occasions: Wanted[][]) =>
    Object.fromEntries([...limitStarts(occasions, nothing, 0).refused].map(([id, { reason }]) => [id, reason])) // prettier-ignore

  it('lets the highest priority start, of equals the first, and says who starts instead', () => {
    const occasion = [
      one('low', 0, offer('Low', 1)),
      one('high', 0, offer('High', 7)),
      one('too', 0, offer('Too', 7)),
    ]
    expect(reasons([occasion])).toEqual({
      run_low:
        '"High" (priority 7) of the cooldown group "Offers" starts instead of this one (priority 1).',
      run_too:
        '"High" (priority 7) of the cooldown group "Offers" starts instead of this one (priority 7).',
    })
  })

  it('rests for this visitor until its period is over, whoever comes, and for nobody else', () => {
    const at = (hours: number, name: string, parts?: Partial<Wanted>) => [
      one(`${name}${hours}`, hours * hourMs, offer(name, 9), parts),
    ]
    const refused = reasons([
      at(0, 'A'),
      at(1, 'B'),
      at(2, 'B', { visitorId: 'v2' }),
      at(3, 'C', { visitorId: null }),
      at(24, 'B'),
      at(25, 'A'),
    ])
    expect(refused).toEqual({
      run_B1: 'The cooldown group "Offers" rests for this visitor until 1970-01-02T00:00:00.000Z.',
      run_A25: 'The cooldown group "Offers" rests for this visitor until 1970-01-03T00:00:00.000Z.',
    })
  })

  it('goes on to the next priority when the highest has started often enough', () => {
    const spent = { visitor: { starts: 1, periodMs: ever } }
    const ledger = { ...nothing, visitors: new Map([['aut_high str_1 v1', [0]]]) }
    const occasion = [one('low', 5, offer('Low', 1)), one('high', 5, offer('High', 7, spent))]
    expect([...limitStarts([occasion], ledger, 5).refused.keys()]).toEqual(['run_high'])
  })
})

it('agrees with a plain model, however starts are spread over batches', () => {
  const cap = fc.record({
    starts: fc.integer({ min: 1, max: 4 }),
    periodMs: fc.constantFrom(hourMs, 5 * hourMs, ever),
  })
  const automation = fc.record({ visitor: fc.option(cap), overall: fc.option(cap) })
  const start = fc.record({
    automation: fc.nat({ max: 2 }),
    visitor: fc.constantFrom('v1', 'v2', null),
    afterMs: fc.nat({ max: 2 * hourMs }),
    newBatch: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(automation, { minLength: 3, maxLength: 3 }), fc.array(start, { maxLength: 60 }), (automations, starts) => {
      let at = 0
      const given = starts.map((one, index) => {
        at += one.afterMs
        const caps = capsWith(automations[one.automation] ?? {})
        return { newBatch: one.newBatch, wanted: wanted(at, caps, { runId: `run_${index}`, automationId: `aut_${one.automation}`, visitorId: one.visitor }) }
      })
      const decide = keeper()
      const started: (Wanted & { readonly now: number })[] = []
      while (given.length > 0) {
        const next = given.findIndex((one, index) => index > 0 && one.newBatch)
        const batch = given.splice(0, next === -1 ? given.length : next).map((one) => one.wanted)
        const now = batch.at(-1)?.at ?? 0
        const refused = decide(batch, now)
        for (const one of batch) {
          const starts = !refused.has(one.runId)
          expect(modelAllows(started, one, now)).toContain(starts)
          if (starts) started.push({ ...one, now })
        }
      }
    }),
  )
}) // prettier-ignore

/** The same question, asked of everything that ever started: the answers that are right. */
function modelAllows(
  started: readonly (Wanted & { readonly now: number })[],
  { automationId, visitorId, at, caps }: Wanted,
  now: number,
): boolean[] {
  const own = started.filter((one) => one.automationId === automationId)
  const { visitor, overall } = caps
  const mine = own.filter((one) => one.visitorId === visitorId && one.at > at - (visitor?.periodMs ?? 0)) // prettier-ignore
  if (visitor && visitorId !== null && mine.length >= visitor.starts) return [false]
  if (!overall) return [true]
  const within = (periods: number) => own.filter((one) => one.now > now - periods * overall.periodMs).length // prettier-ignore
  // What is a little older than the period may count still, and nothing newer may not.
  if (within(1) >= overall.starts) return [false]
  return within(1 + 1 / 60) >= overall.starts ? [true, false] : [true]
}
