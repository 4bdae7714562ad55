import { z } from 'zod'
import { erasure } from '../erasure.ts'
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { defineRoute } from '../route.ts'
import { visitorExport } from '../visitor-export.ts'
import { visitorKey } from '../visitor.ts'

export const personalDataRoutes = {
  exportVisitor: defineRoute({
    method: 'GET',
    path: '/api/v1/visitors/:stream_id/:visitor_id/export',
    scope: 'read',
    summary: 'Export everything that is kept of a visitor, as one JSON document',
    params: visitorKey,
    response: visitorExport,
  }),
  eraseVisitor: defineRoute({
    method: 'DELETE',
    path: '/api/v1/visitors/:stream_id/:visitor_id',
    scope: 'admin',
    summary: 'Erase a visitor: everything that is kept of it, for good',
    params: visitorKey,
    response: erasure,
  }),
  listErasures: defineRoute({
    method: 'GET',
    path: '/api/v1/erasures',
    scope: 'read',
    summary: 'List erasures of visitors, without saying whose',
    query: pageQuery,
    response: page(erasure),
  }),
  getErasure: defineRoute({
    method: 'GET',
    path: '/api/v1/erasures/:id',
    scope: 'read',
    summary: 'Tell how far an erasure is',
    params: z.object({ id: id('erasure') }),
    response: erasure,
  }),
}
