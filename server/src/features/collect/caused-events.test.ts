import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notesOfEvents } from '../trace/trace.ts'
import { startCollecting, type Collecting } from './testing/collecting.ts'

let collecting: Collecting
let late = 0
beforeAll(async () => {
  collecting = await startCollecting(() => new Date(Date.now() + late))
})
afterAll(() => collecting.close())
beforeEach(async () => {
  late = 0
  await collecting.stored()
})

const event = { tealium_account: 'acme', tealium_profile: 'main', tealium_event: 'view' }

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  collecting.app.inject({ method: 'POST', url, headers, payload })

describe('what says which run made it', () => {
  const cause = { runId: 'run_1', depth: 1, causes: ['aut_1'] }
  const caused = { run_id: 'run_1', depth: 1, causes: ['aut_1'] }
  const uncaused = { run_id: null, depth: 0, causes: null }
  const signed = () => collecting.lineage.sign('org_a', cause)
  const single = ['/event', (more: object) => ({ ...event, ...more })] as const
  const bulk = ['/bulk-event', (more: object) => ({ shared: event, events: [more] })] as const
  const integration = ['/integration/event/acme/main/abc', (more: object) => more] as const

  it.each([single, bulk, integration])(
    'counts at %s in the event, and does not stay there',
    async (path, body) => {
      const response = await post(path, body({ tealium_lineage: signed(), n: 1 }))

      const [stored] = await collecting.stored()
      expect(stored).toMatchObject({ ...caused, payload: { n: 1 } })
      expect(stored?.payload).not.toHaveProperty('tealium_lineage')
      expect(response.headers).not.toHaveProperty('outcrop-lineage')
    },
  )

  it('counts in a header, whatever the event says of itself', async () => {
    await post('/event', { ...event, tealium_lineage: 'v1.made.up' }, { 'outcrop-lineage': signed() }) // prettier-ignore

    expect(await collecting.stored()).toMatchObject([caused])
  })

  it.each([
    ['made up', () => 'v1.made.up'],
    ['of another organization', () => collecting.lineage.sign('org_b', cause)],
  ])(
    'does not count when it is %s: the event is stored without it, and the answer says so',
    async (_, text) => {
      const response = await post('/event', { ...event, tealium_lineage: text() })

      expect([response.statusCode, response.headers['outcrop-lineage']]).toEqual([200, 'foreign'])
      const [stored] = await collecting.stored()
      expect(stored).toMatchObject(uncaused)
      expect(stored?.payload).not.toHaveProperty('tealium_lineage')
    },
  )

  it.each([
    ['foreign', 'signed here', '/event', {}],
    ['foreign', 'signed here', '/bulk-event', {}],
    ['foreign', 'signed here', '/event', { 'idempotency-key': 'k1' }],
    ['expired', 'more than a day', '/event', {}],
  ])('says in the trace that what is %s does not count (%s at %s %j)', async (fault, words, path, headers) => {
    const signed = collecting.lineage.sign('org_a', cause)
    const text = fault === 'expired' ? signed : 'v1.made.up'
    if (fault === 'expired') late = 25 * 3_600_000
    const body = path === '/event' ? event : { shared: event, events: [{}] }
    await post(path, body, { ...headers, 'outcrop-lineage': text })
    await post(path, body, { ...headers, 'outcrop-lineage': text })
    await post('/event', event)

    const stored = await collecting.stored()
    const isKeyed = 'idempotency-key' in headers
    expect(stored).toHaveLength(isKeyed ? 2 : 3)
    const notes = await notesOfEvents(collecting.database.pool, stored.map(({ id }) => id))
    expect(notes.map(({ event_id }) => event_id)).toEqual(stored.slice(0, -1).map(({ id }) => id))
    const [{ lines: [line] } = { lines: [] }] = notes
    expect(line).toMatchObject({ group: 'problem', detail: { lineage: fault } })
    expect(line?.text).toContain(words)
  }) // prettier-ignore

  it.each([7, null, ['x'], {}, ''])('is nothing when it is %j', async (value) => {
    const response = await post('/event', { ...event, tealium_lineage: value })

    expect(response.headers).not.toHaveProperty('outcrop-lineage')
    const [stored] = await collecting.stored()
    expect(stored).toMatchObject(uncaused)
    expect(stored?.payload).not.toHaveProperty('tealium_lineage')
  })
})
