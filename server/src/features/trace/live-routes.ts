import { liveTracePath } from '@outcrop/contract'
import { z } from 'zod'
import type { Db } from '../../db/transaction.ts'
import type { App } from '../../http/mount.ts'
import { mountLive } from '../../http/sse.ts'
import { followTrace, type Pulse } from './live.ts'
import { linesOfTrace, traceOrProblem } from './routes.ts'

const traceParams = z.object({ id: z.string() })

export function liveTraceRoutes(
  app: App,
  { db, pulse, now }: { db: Db; pulse: Pulse; now: () => Date },
): void {
  mountLive(app, liveTracePath, 'read', async ({ params, lastEventId, caller, signal }) => {
    const { id } = traceParams.parse(params)
    await traceOrProblem(db, caller.organizationId, id)
    const read = async () => {
      const row = await traceOrProblem(db, caller.organizationId, id)
      const lines = await linesOfTrace(db, caller.organizationId, id)
      return { lines, ended: row.ended_at !== null || row.expires_at <= now() }
    }
    return followTrace(read, pulse, lastEventId, signal)
  })
}
