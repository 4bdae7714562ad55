import { z } from 'zod'
import { id } from '../id.ts'
import { pausedTarget } from '../paused-target.ts'
import { defineRoute } from '../route.ts'

export const pausedTargetRoutes = {
  listPausedTargets: defineRoute({
    method: 'GET',
    path: '/api/v1/paused-targets',
    scope: 'read',
    summary: 'List what AWS denies to the providers, with the reason for which runs wait',
    query: z.object({ provider_id: id('provider').optional() }),
    response: z.object({ items: z.array(pausedTarget).describe('All of them') }),
  }),
  resumePausedTarget: defineRoute({
    method: 'POST',
    path: '/api/v1/paused-targets/:id/resume',
    scope: 'write',
    summary: 'Let the runs of a paused target go on now; if it is denied still, they wait again',
    params: z.object({ id: id('pausedTarget') }),
    response: z.null(),
  }),
}
