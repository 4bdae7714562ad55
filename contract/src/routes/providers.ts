import { z } from 'zod'
import { currentLimit } from '../limits.ts'
import { page, pageQuery } from '../page.ts'
import {
  accessKey,
  connectionTest,
  managedPrompt,
  modelCatalogue,
  newProvider,
  provider,
  providerId,
  providerKeyId,
  providerPatch,
} from '../provider.ts'
import { defineRoute } from '../route.ts'

export const providerRoutes = {
  listProviders: defineRoute({
    method: 'GET',
    path: '/api/v1/providers',
    scope: 'read',
    summary: 'List providers',
    query: pageQuery,
    response: page(provider),
  }),
  createProvider: defineRoute({
    method: 'POST',
    path: '/api/v1/providers',
    scope: 'admin',
    summary: 'Create a provider',
    body: newProvider,
    response: provider,
  }),
  testNewProvider: defineRoute({
    method: 'POST',
    path: '/api/v1/providers/test',
    scope: 'admin',
    summary: 'Test a connection before it is saved',
    body: newProvider,
    response: connectionTest,
  }),
  getProvider: defineRoute({
    method: 'GET',
    path: '/api/v1/providers/:id',
    scope: 'read',
    summary: 'Get a provider',
    params: providerId,
    response: provider,
  }),
  updateProvider: defineRoute({
    method: 'PATCH',
    path: '/api/v1/providers/:id',
    scope: 'admin',
    summary: 'Change a provider; absent members stay as they are',
    params: providerId,
    body: providerPatch,
    response: provider,
  }),
  deleteProvider: defineRoute({
    method: 'DELETE',
    path: '/api/v1/providers/:id',
    scope: 'admin',
    summary: 'Delete a provider that no published automation uses',
    params: providerId,
    response: z.null(),
  }),
  testProvider: defineRoute({
    method: 'POST',
    path: '/api/v1/providers/:id/test',
    scope: 'write',
    summary: 'Test connection: make the read calls that Outcrop needs and explain each result',
    params: providerId,
    response: connectionTest,
  }),
  addProviderKey: defineRoute({
    method: 'POST',
    path: '/api/v1/providers/:id/keys',
    scope: 'admin',
    summary: 'Enter a second access key, while the first one goes on being used',
    params: providerId,
    body: accessKey,
    response: provider,
  }),
  testProviderKey: defineRoute({
    method: 'POST',
    path: '/api/v1/providers/:id/keys/:key/test',
    scope: 'admin',
    summary: 'Test connection with the second access key',
    params: providerKeyId,
    response: connectionTest,
  }),
  useProviderKey: defineRoute({
    method: 'POST',
    path: '/api/v1/providers/:id/keys/:key/use',
    scope: 'admin',
    summary: 'Use the second access key from now on; the first one stays until it is removed',
    params: providerKeyId,
    response: provider,
  }),
  removeProviderKey: defineRoute({
    method: 'DELETE',
    path: '/api/v1/providers/:id/keys/:key',
    scope: 'admin',
    summary: 'Forget the access key that is not in use',
    params: providerKeyId,
    response: provider,
  }),
  getLimits: defineRoute({
    method: 'GET',
    path: '/api/v1/providers/:id/limits',
    scope: 'read',
    summary: 'Get the limits of a provider as they count now, learned ones included',
    params: providerId,
    response: z.object({ items: z.array(currentLimit).describe('All of them') }),
  }),
  listModels: defineRoute({
    method: 'GET',
    path: '/api/v1/providers/:id/models',
    scope: 'read',
    summary: 'List models and inference profiles of a provider, as AWS listed them within the last day', // prettier-ignore
    params: providerId,
    response: modelCatalogue,
  }),
  refreshModels: defineRoute({
    method: 'POST',
    path: '/api/v1/providers/:id/models/refresh',
    scope: 'write',
    summary: 'Ask AWS again which models and inference profiles this provider offers',
    params: providerId,
    response: modelCatalogue,
  }),
  getManagedPrompt: defineRoute({
    method: 'GET',
    path: '/api/v1/providers/:id/managed-prompt',
    // It reads in AWS whatever its caller names.
    scope: 'write',
    summary: 'Get a prompt of Prompt management, with the variables that it wants',
    params: providerId,
    query: z.object({
      arn: z.string().min(1).max(2048).describe('ARN of the prompt'),
      version: z
        .string()
        .regex(/^\d{1,5}$/, 'must be the number of a version')
        .optional()
        .describe('The draft when left out, unless the ARN names one'),
    }),
    response: managedPrompt,
  }),
}
