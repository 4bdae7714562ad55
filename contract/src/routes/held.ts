import { z } from 'zod'
import { held, heldFilter, heldId } from '../held.ts'
import { page } from '../page.ts'
import { defineRoute } from '../route.ts'

const oneHeld = z.object({ id: heldId })

export const heldRoutes = {
  listHeld: defineRoute({
    method: 'GET',
    path: '/api/v1/held',
    scope: 'read',
    summary: 'List events that are not applied yet and stitches that failed, newest first',
    query: heldFilter,
    response: page(held),
  }),
  retryHeld: defineRoute({
    method: 'POST',
    path: '/api/v1/held/:id/retry',
    scope: 'write',
    summary: 'Let what is held be tried again now; with an event, earlier ones of its visitor',
    params: oneHeld,
    response: held,
  }),
  dropHeld: defineRoute({
    method: 'DELETE',
    path: '/api/v1/held/:id',
    scope: 'admin',
    summary: 'Forget what is held: the event is never applied, the two visitors stay two',
    params: oneHeld,
    response: z.null(),
  }),
}
