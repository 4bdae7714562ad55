import { afterEach, beforeEach, expect, it } from 'vitest'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { listVisitors } from '../visitors/testing/stored-visitors.ts'
import { storeSilentVisitors } from '../visitors/testing/silent-visitors.ts'
import { insertPending } from '../visitors/visitors.ts'
import type { Applied } from './batches.ts'
import { choresOf } from './chores.ts'
import { keepRules } from './keep-rules.ts'
import { createLeases } from './leases.ts'

const log = { error: () => undefined }
const now = () => new Date()

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
  await storeAttribute(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name: 'customer', scope: 'visitor', type: 'visitor_id', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'customer' } } }] }) // prettier-ignore
  await storeSilentVisitors(engine.database.pool, engine, 2, () => ({}))
})
afterEach(() => engine.close())

function chores() {
  const { pool } = engine.database
  const rules = keepRules({ pool, actions: new Map(), log })
  const leases = createLeases(pool, 'me', 8)
  const all = choresOf({ pool, owner: 'me', leases, rules: rules.current, now, log })
  return { rules, run: (applied: Applied) => all.next(applied) }
}

const visitorIds = async () =>
  (await listVisitors(engine.database.pool, engine.organizationId, { limit: 10, streamId: engine.streamId })).map(({ visitorId }) => visitorId) // prettier-ignore

async function leaveStitch(): Promise<void> {
  const { organizationId, streamId, database } = engine
  const [visitorId = '', value = ''] = await visitorIds()
  const origin = { eventId: 'evt_1', eventAt: Date.now(), depth: 0, causes: [] }
  await insertPending(database.pool, [{ organizationId, streamId, visitorId, value, origin }])
}

it('stitches also while events wait, however long they do', async () => {
  const { rules, run } = chores()
  await rules.reload()
  await leaveStitch()
  expect(await run({ until: now(), stitches: true, isBehind: true })).toBe(true)
  expect(await visitorIds()).toHaveLength(1)
})

it('leaves the stitches of a stream that it does not know yet', async () => {
  const { rules, run } = chores()
  await leaveStitch()
  await run({ until: null, stitches: true, isBehind: false })
  expect(await visitorIds()).toHaveLength(2)

  await rules.reload()
  await run({ until: null, stitches: true, isBehind: false })
  expect(await visitorIds()).toHaveLength(1)
})
