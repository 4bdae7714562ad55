import { expect, it } from 'vitest'
import { insertNotes } from '../events/events.ts'
import { startEngine } from '../runs/testing/engine.ts'
import { linesOfTrace } from './routes.ts'
import { countTraced, findTrace, insertTrace, maxTraceEvents } from './store.ts'
import { traceOfEvent } from './trace.ts'

it('tells of an event that nobody traced what was noted of it, and what it started', async () => {
  const engine = await startEngine()
  try {
    await engine.publish()
    await engine.startProcessor()
    engine.startWorker()
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
    const [run] = await engine.ended(1)
    const eventId = run?.event_id ?? ''
    const { pool } = engine.database
    const lines = [{ group: 'problem', text: 'Origin Not Recognized', detail: {} }]
    await insertNotes(pool, [{ eventId, at: new Date(), lines }])

    const trace = await traceOfEvent(pool, engine.organizationId, eventId)
    const texts = trace?.lines.map(({ text }) => text)
    expect(texts).toEqual(expect.arrayContaining(['Received Event: view', 'Origin Not Recognized', '1 Action Triggered'])) // prettier-ignore
  } finally {
    await engine.close()
  }
})

it('tells when a trace began, and that it stopped because it was full', async () => {
  const engine = await startEngine()
  try {
    const { organizationId, streamId, database } = engine
    const [from, full, to] = ['10:00', '10:05', '11:00'].map((time) => new Date(`2026-03-01T${time}:00Z`)) // prettier-ignore
    const id = await insertTrace(database.pool, organizationId, streamId, from ?? new Date(), to ?? new Date()) // prettier-ignore
    const told = async () => {
      const row = await findTrace(database.pool, organizationId, id)
      return row && linesOfTrace(database.pool, organizationId, row)
    }
    const started = { at: '2026-03-01T10:00:00.000Z', group: 'trace', text: 'Trace Started' }
    await countTraced(database.pool, Array.from({ length: maxTraceEvents - 1 }, () => id), full ?? new Date()) // prettier-ignore
    expect(await told()).toEqual([started])

    await countTraced(database.pool, [id], full ?? new Date())
    const stopped = { at: '2026-03-01T10:05:00.000Z', group: 'trace', text: 'Trace Has Stopped Due to Max Events' } // prettier-ignore
    expect(await told()).toEqual([started, stopped])
  } finally {
    await engine.close()
  }
})
