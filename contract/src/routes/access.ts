import { z } from 'zod'
import { apiKey, auditEntry, createdApiKey, credentialsChange, me, newApiKey } from '../access.ts'
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { defineRoute } from '../route.ts'
import { usage, usageQuery } from '../usage.ts'

const keyId = z.object({ id: id('apiKey') })

export const accessRoutes = {
  getMe: defineRoute({
    method: 'GET',
    path: '/api/v1/me',
    scope: 'read',
    summary: 'Tell who is asking, and for which organization',
    response: me,
  }),
  changeMyCredentials: defineRoute({
    method: 'PATCH',
    path: '/api/v1/me',
    scope: 'read',
    summary: 'Change your own name, e-mail or password (people only)',
    body: credentialsChange,
    response: me,
  }),
  listApiKeys: defineRoute({
    method: 'GET',
    path: '/api/v1/api-keys',
    scope: 'admin',
    summary: 'List API keys',
    query: pageQuery,
    response: page(apiKey),
  }),
  createApiKey: defineRoute({
    method: 'POST',
    path: '/api/v1/api-keys',
    scope: 'admin',
    summary: 'Create an API key; it is shown once',
    body: newApiKey,
    response: createdApiKey,
  }),
  deleteApiKey: defineRoute({
    method: 'DELETE',
    path: '/api/v1/api-keys/:id',
    scope: 'admin',
    summary: 'Delete an API key',
    params: keyId,
    response: z.null(),
  }),
  listAudit: defineRoute({
    method: 'GET',
    path: '/api/v1/audit',
    scope: 'admin',
    summary: 'List every change, newest first',
    query: pageQuery,
    response: page(auditEntry),
  }),
  getUsage: defineRoute({
    method: 'GET',
    path: '/api/v1/usage',
    scope: 'read',
    summary: 'Sum up events, runs, failures, tokens and cost by hour',
    query: usageQuery,
    response: usage,
  }),
}
