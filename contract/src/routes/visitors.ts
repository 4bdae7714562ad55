import { z } from 'zod'
import { attribute, attributePatch, newAttribute } from '../attribute.ts'
import { audience, audiencePatch, newAudience } from '../audience.ts'
import { id } from '../id.ts'
import { page, pageQuery, time } from '../page.ts'
import { defineRoute } from '../route.ts'
import { event } from '../stream.ts'
import { visitor, visitorKey } from '../visitor.ts'
import {
  audienceEstimate,
  audienceSketch,
  visitorMatches,
  visitorSearch,
} from '../visitor-search.ts'

const attributeId = z.object({ id: id('attribute') })
const audienceId = z.object({ id: id('audience') })
const ofStream = pageQuery.extend({ stream_id: id('stream').optional() })

export const visitorRoutes = {
  listAttributes: defineRoute({
    method: 'GET',
    path: '/api/v1/attributes',
    scope: 'read',
    summary: 'List attributes of visitors and visits',
    query: ofStream,
    response: page(attribute),
  }),
  createAttribute: defineRoute({
    method: 'POST',
    path: '/api/v1/attributes',
    scope: 'write',
    summary: 'Create an attribute with its enrichments',
    body: newAttribute,
    response: attribute,
  }),
  getAttribute: defineRoute({
    method: 'GET',
    path: '/api/v1/attributes/:id',
    scope: 'read',
    summary: 'Get an attribute',
    params: attributeId,
    response: attribute,
  }),
  updateAttribute: defineRoute({
    method: 'PATCH',
    path: '/api/v1/attributes/:id',
    scope: 'write',
    summary: 'Change an attribute: what is kept so far stays',
    params: attributeId,
    body: attributePatch,
    response: attribute,
  }),
  deleteAttribute: defineRoute({
    method: 'DELETE',
    path: '/api/v1/attributes/:id',
    scope: 'write',
    summary: 'Delete an attribute that nothing uses',
    params: attributeId,
    response: z.null(),
  }),
  listAudiences: defineRoute({
    method: 'GET',
    path: '/api/v1/audiences',
    scope: 'read',
    summary: 'List audiences with their sizes',
    query: ofStream,
    response: page(audience),
  }),
  createAudience: defineRoute({
    method: 'POST',
    path: '/api/v1/audiences',
    scope: 'write',
    summary: 'Create an audience',
    body: newAudience,
    response: audience,
  }),
  getAudience: defineRoute({
    method: 'GET',
    path: '/api/v1/audiences/:id',
    scope: 'read',
    summary: 'Get an audience',
    params: audienceId,
    response: audience,
  }),
  updateAudience: defineRoute({
    method: 'PATCH',
    path: '/api/v1/audiences/:id',
    scope: 'write',
    summary: 'Change an audience',
    params: audienceId,
    body: audiencePatch,
    response: audience,
  }),
  deleteAudience: defineRoute({
    method: 'DELETE',
    path: '/api/v1/audiences/:id',
    scope: 'write',
    summary: 'Delete an audience that no automation uses',
    params: audienceId,
    response: z.null(),
  }),
  estimateAudience: defineRoute({
    method: 'POST',
    path: '/api/v1/audiences/estimate',
    scope: 'read',
    summary: 'Say how many visitors would be in an audience',
    body: audienceSketch,
    response: audienceEstimate,
  }),
  searchVisitors: defineRoute({
    method: 'POST',
    path: '/api/v1/visitors/search',
    scope: 'read',
    summary: 'Search the visitors of a stream by a condition, some thousands at a time',
    body: visitorSearch,
    response: visitorMatches,
  }),
  listVisitors: defineRoute({
    method: 'GET',
    path: '/api/v1/visitors',
    scope: 'read',
    summary: 'List visitors of a stream',
    query: pageQuery.extend({
      cursor: z
        .string()
        .max(2048)
        .optional()
        .describe('`next` of the page before; the first page when left out'),
      stream_id: id('stream'),
      audience_id: id('audience').optional().describe('Only those in this audience'),
      id_prefix: z.string().max(2048).optional().describe('Only ids that begin with this'),
    }),
    response: page(visitor),
  }),
  listVisitorEvents: defineRoute({
    method: 'GET',
    path: '/api/v1/visitors/:stream_id/:visitor_id/events',
    scope: 'read',
    summary: 'List the events of a visitor, newest first, as far back as one look reads',
    params: visitorKey,
    query: pageQuery,
    response: page(event).extend({
      looked_back_to: time
        .nullable()
        .describe('Events before this were not looked at; null when all that are kept were'),
    }),
  }),
  getVisitor: defineRoute({
    method: 'GET',
    path: '/api/v1/visitors/:stream_id/:visitor_id',
    scope: 'read',
    summary: 'Get a visitor',
    params: visitorKey,
    response: visitor,
  }),
}
