import { liveTracePath } from '@outcrop/contract'
import { z } from 'zod'
import type { Pool } from '../../db/pool.ts'
import type { App } from '../../http/mount.ts'
import { mountLive } from '../../http/sse.ts'
import { placedLines } from './place-store.ts'
import { followTrace, type Pulse } from './live.ts'
import { linesOfTrace, traceOrProblem } from './routes.ts'

const traceParams = z.object({ id: z.string() })

export function liveTraceRoutes(
  app: App,
  { pool, pulse, now }: { pool: Pool; pulse: Pulse; now: () => Date },
): void {
  mountLive(app, liveTracePath, 'read', async ({ params, lastEventId, caller, signal }) => {
    const { id } = traceParams.parse(params)
    await traceOrProblem(pool, caller.organizationId, id)
    const read = async () => {
      const row = await traceOrProblem(pool, caller.organizationId, id)
      const lines = await placedLines(pool, id, (db) => linesOfTrace(db, caller.organizationId, row), now()) // prettier-ignore
      return { lines, ended: row.ended_at !== null || row.expires_at <= now() }
    }
    return followTrace(read, pulse, lastEventId, signal)
  })
}
