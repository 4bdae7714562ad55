import { z } from 'zod'
import { id } from '../id.ts'
import { policies } from '../policy.ts'
import { providerId } from '../provider.ts'
import { defineRoute } from '../route.ts'

export const policyRoutes = {
  getProviderPolicies: defineRoute({
    method: 'GET',
    path: '/api/v1/providers/:id/policies',
    scope: 'read',
    summary: 'Get the least-privilege IAM policies for everything that a provider is used for',
    params: providerId,
    response: policies,
  }),
  getAutomationPolicies: defineRoute({
    method: 'GET',
    path: '/api/v1/automations/:id/policies',
    scope: 'read',
    summary: 'Get the least-privilege IAM policies for one automation, by provider',
    params: z.object({ id: id('automation') }),
    response: z.object({ items: z.array(policies).describe('All of them') }),
  }),
}
