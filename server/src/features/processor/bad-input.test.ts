import type { newAttribute } from '@outcrop/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { z } from 'zod'
import { timeOfId } from '../../kernel/id.ts'
import { until } from '../../testing/until.ts'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { traceOfEvent } from '../trace/trace.ts'
import { findVisitor } from '../visitors/testing/stored-visitors.ts'
import { maxVisitEvents } from '../visitors/visitors.ts'

let engine: Engine
let aheadMs: number
beforeEach(async () => {
  aheadMs = 0
  engine = await startEngine({}, undefined, () => new Date(Date.now() + aheadMs))
})
afterEach(() => engine.close())

type Attribute = Omit<z.input<typeof newAttribute>, 'stream_id' | 'scope'>
type Change = NonNullable<Attribute['enrichments']>[number]['change']

const attribute = (name: string, type: Attribute['type'], change: Change, parts: Partial<Attribute> = {}) =>
  storeAttribute(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name, scope: 'visitor', type, enrichments: [{ change }], ...parts }) // prettier-ignore

const from = (name: string) => ({ scope: 'event', attribute: name }) as const

/** An event of the time that the clock shows. */
const event = (payload: object) => {
  const { organizationId, streamId } = engine
  const made = newEvent({ organizationId, streamId, name: 'view', visitorId: 'v1', traceId: 'trace1', payload: JSON.stringify(payload), cause: null }) // prettier-ignore
  const time = (Date.now() + aheadMs).toString(16).padStart(12, '0')
  const id = `evt_${time}${made.id.slice(16)}`
  return { ...made, id, receivedAt: timeOfId(id) }
}

/** Sends an event that is traced, and resolves with its lines of the visitor when it was applied. */
async function send(payload: object) {
  const one = event(payload)
  await appendEvents(engine.database.pool, [one])
  const trace = await until(async () => {
    const found = await traceOfEvent(engine.database.pool, engine.organizationId, one.id)
    return found?.lines.some(({ group }) => group === 'feed') && found
  })
  return trace.lines
}

const visitor = async () =>
  (await findVisitor(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorId: 'v1' }))?.state // prettier-ignore

const refusals = (lines: Awaited<ReturnType<typeof send>>) =>
  Object.fromEntries<unknown>(lines.filter(({ text }) => text === 'Attribute Not Changed').map(({ detail }) => [String(detail?.['attribute']), detail?.['reason']])) // prettier-ignore

it('takes what can be read as the type, and says in the trace what cannot, whatever the change is', async () => {
  await attribute('price', 'number', { kind: 'set', to: from('value') })
  await attribute('total', 'number', { kind: 'increment', by: from('value') })
  await attribute('twice', 'number', { kind: 'calculate', operation: 'sum', of: [from('value'), from('value')] }) // prettier-ignore
  await attribute('is_new', 'boolean', { kind: 'set', to: from('flag') })
  await attribute('seen', 'date', { kind: 'read_date', of: from('seconds'), format: 'epoch_s' })
  await attribute('age', 'number', { kind: 'time_between', from: from('born'), to: { time: 'event' }, unit: 'days' }) // prettier-ignore
  await attribute('basket', 'tally', { kind: 'add_tally', of: from('basket') })
  await attribute('clicks', 'tally', { kind: 'increment_key', key: { value: 'all' }, by: from('value') }) // prettier-ignore
  await attribute('tags', 'set', { kind: 'add', value: from('tags') })
  await engine.startProcessor()

  const taken = await send({ value: '12.5', flag: 'true', seconds: '1000', basket: { a: '2' }, tags: [1, true] }) // prettier-ignore
  expect(refusals(taken)).toEqual({})
  const kept = { price: 12.5, total: 12.5, twice: 25, is_new: true, seen: 1_000_000, basket: { a: 2 }, clicks: { all: 12.5 }, tags: ['1', 'true'] } // prettier-ignore
  expect((await visitor())?.attributes).toMatchObject(kept)

  // So many seconds are no date, though so many milliseconds are.
  const refused = await send({ value: 'dear', flag: 'maybe', seconds: 8e15, born: 'yesterday', basket: 7, tags: [{}] }) // prettier-ignore
  expect(refusals(refused)).toEqual({
    price: '"dear" is no number.',
    total: '"dear" is no number.',
    twice: '"dear" is no number.',
    is_new: '"maybe" is no boolean.',
    seen: '8000000000000000 is no date.',
    age: '"yesterday" is no date.',
    basket: '7 is no tally.',
    clicks: '"dear" is no number.',
    tags: '{} cannot be an item of it.',
  })
  expect((await visitor())?.attributes).toMatchObject(kept)
})

it('keeps a visitor within its size, and goes on with what fits', async () => {
  for (let index = 0; index < 5; index += 1)
    await attribute(`list_${index}`, 'string_array', { kind: 'add', value: from('texts') })
  await attribute('last', 'string', { kind: 'set', to: from('last') })
  await engine.startProcessor()
  const texts = Array.from({ length: 100 }, () => 'x'.repeat(998))
  const lines = await send({ texts, last: 'kept' })
  const reason = 'The visitor would have more than 400000 characters of attributes.'
  expect(refusals(lines)).toEqual({ list_3: reason, list_4: reason })
  expect((await visitor())?.attributes).toMatchObject({ last: 'kept', list_0: texts })
})

it('leaves a visitor as it is after 10,000 events of one visit, says so, and begins anew with the next visit', async () => {
  await attribute('seen', 'number', { kind: 'increment', by: { value: 1 } })
  await engine.startProcessor({ maxEvents: 1000 })
  for (let sent = 0; sent < maxVisitEvents; sent += 1000)
    await appendEvents(engine.database.pool, Array.from({ length: 1000 }, () => ({ ...event({}), traceId: null }))) // prettier-ignore
  const lines = await send({})
  expect(lines).toContainEqual(expect.objectContaining({ text: 'Visitor Not Changed', detail: { reason: `The visit has ${maxVisitEvents} events already: later ones leave the visitor as it is.` } })) // prettier-ignore
  expect((await visitor())?.attributes['seen']).toBe(maxVisitEvents)

  aheadMs = 3_600_000
  await until(async () => (await visitor())?.visit === null)
  await send({})
  expect((await visitor())?.attributes['seen']).toBe(maxVisitEvents + 1)
}, 60_000)

it('is not held up by a regular expression that would run for ever elsewhere', async () => {
  const evil = { operator: 'matches', value: '^(a+)+$' } as const
  const condition = { scope: 'event', attribute: 'text', ...evil } as const
  await attribute('matched', 'boolean', { kind: 'set', to: { value: true } }, { enrichments: [{ condition, change: { kind: 'set', to: { value: true } } }] }) // prettier-ignore
  await attribute('text', 'string', { kind: 'set', to: from('text') })
  const audienceId = await storeAudience(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name: 'Evil', condition: { attribute: 'text', ...evil } }) // prettier-ignore
  await engine.startProcessor()
  await send({ text: `${'a'.repeat(900)}!` })
  expect(await visitor()).toMatchObject({ audiences: {}, attributes: { text: `${'a'.repeat(900)}!` } }) // prettier-ignore
  await send({ text: 'a'.repeat(900) })
  const after = await visitor()
  expect([after?.attributes['matched'], Object.keys(after?.audiences ?? {})]).toEqual([true, [audienceId]]) // prettier-ignore
})

it('takes no visitor back in time when the clock is set back, and believes no event that says it is of the future', async () => {
  await attribute('said', 'date', { kind: 'set', to: from('tealium_timestamp_utc') })
  await engine.startProcessor()
  aheadMs = 20 * 60_000
  const future = '2099-01-01T00:00:00.000Z'
  await send({ tealium_timestamp_utc: future })
  const first = await visitor()
  // What an event says of itself is an attribute; when it was received decides about visits.
  expect(first?.attributes['said']).toBe(Date.parse(future))
  expect(first?.lastEventAt).toBeLessThan(Date.now() + 3_600_000)

  aheadMs = 0
  await send({ tealium_timestamp_utc: '1999-01-01T00:00:00.000Z' })
  const second = await visitor()
  expect(second).toMatchObject({ events: 2, visits: 1, visit: { events: 2 }, lastEventAt: first?.lastEventAt }) // prettier-ignore
  expect(second?.attributes['said']).toBe(Date.parse('1999-01-01T00:00:00.000Z'))

  aheadMs = 3_600_000
  await until(async () => (await visitor())?.visit === null)
  await send({})
  expect(await visitor()).toMatchObject({ events: 3, visits: 2 })
})
