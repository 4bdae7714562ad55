import { z } from 'zod'
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { defineRoute } from '../route.ts'
import { newSpecification, specification, specificationPatch, specificationVolume } from '../specification.ts' // prettier-ignore
import { volumeQuery } from '../volume.ts'

const specificationId = z.object({ id: id('specification') })

export const specificationRoutes = {
  listSpecifications: defineRoute({
    method: 'GET',
    path: '/api/v1/specifications',
    scope: 'read',
    summary: 'List event specifications with how events were judged',
    query: pageQuery.extend({ stream_id: id('stream').optional() }),
    response: page(specification),
  }),
  createSpecification: defineRoute({
    method: 'POST',
    path: '/api/v1/specifications',
    scope: 'write',
    summary: 'Create the specification of an event',
    body: newSpecification,
    response: specification,
  }),
  getSpecification: defineRoute({
    method: 'GET',
    path: '/api/v1/specifications/:id',
    scope: 'read',
    summary: 'Get a specification',
    params: specificationId,
    response: specification,
  }),
  updateSpecification: defineRoute({
    method: 'PATCH',
    path: '/api/v1/specifications/:id',
    scope: 'write',
    summary: 'Change a specification: later events are judged by what it says then',
    params: specificationId,
    body: specificationPatch,
    response: specification,
  }),
  deleteSpecification: defineRoute({
    method: 'DELETE',
    path: '/api/v1/specifications/:id',
    scope: 'write',
    summary: 'Delete a specification with its counts',
    params: specificationId,
    response: z.null(),
  }),
  getSpecificationVolume: defineRoute({
    method: 'GET',
    path: '/api/v1/specifications/:id/volume',
    scope: 'read',
    summary: 'Count the events of a specification by hour or day, and how they were judged',
    params: specificationId,
    query: volumeQuery,
    response: specificationVolume,
  }),
  proposeSpecification: defineRoute({
    method: 'GET',
    path: '/api/v1/events/:id/specification',
    scope: 'read',
    summary: 'Propose a specification that an event, and up to 100 recent ones of its name, keep to', // prettier-ignore
    params: z.object({ id: id('event') }),
    response: newSpecification,
  }),
}
