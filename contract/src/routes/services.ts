import { z } from 'zod'
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { defineRoute } from '../route.ts'
import { newService, service, servicePatch } from '../model-service.ts'

const serviceId = z.object({ id: id('service') })

export const serviceRoutes = {
  listServices: defineRoute({
    method: 'GET',
    path: '/api/v1/services',
    scope: 'read',
    summary: 'List services',
    query: pageQuery,
    response: page(service),
  }),
  createService: defineRoute({
    method: 'POST',
    path: '/api/v1/services',
    scope: 'write',
    summary: 'Create a service: a named model set-up on a provider',
    body: newService,
    response: service,
  }),
  getService: defineRoute({
    method: 'GET',
    path: '/api/v1/services/:id',
    scope: 'read',
    summary: 'Get a service',
    params: serviceId,
    response: service,
  }),
  updateService: defineRoute({
    method: 'PATCH',
    path: '/api/v1/services/:id',
    scope: 'write',
    summary: 'Change a service; it counts for calls from then on, absent members stay',
    params: serviceId,
    body: servicePatch,
    response: service,
  }),
  deleteService: defineRoute({
    method: 'DELETE',
    path: '/api/v1/services/:id',
    scope: 'write',
    summary: 'Delete a service that no automation uses',
    params: serviceId,
    response: z.null(),
  }),
}
