import { expect, it } from 'vitest'
import { insertNotes } from '../events/events.ts'
import { startEngine } from '../runs/testing/engine.ts'
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
