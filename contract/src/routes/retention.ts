import { retention } from '../retention.ts'
import { defineRoute } from '../route.ts'

export const retentionRoutes = {
  getRetention: defineRoute({
    method: 'GET',
    path: '/api/v1/retention',
    scope: 'read',
    summary: 'Tell how long events, runs and hourly figures are kept',
    response: retention,
  }),
}
