import { z } from 'zod'
import { dataSource, dataSourcePatch, dataSourceVolume, newDataSource, unknownSource, unsourcedEvents } from '../data-source.ts' // prettier-ignore
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { defineRoute } from '../route.ts'
import { volumeQuery } from '../volume.ts'

const dataSourceId = z.object({ id: id('dataSource') })

export const dataSourceRoutes = {
  listDataSources: defineRoute({
    method: 'GET',
    path: '/api/v1/data-sources',
    scope: 'read',
    summary: 'List data sources with how much they send',
    query: pageQuery.extend({ stream_id: id('stream').optional() }),
    response: page(dataSource),
  }),
  createDataSource: defineRoute({
    method: 'POST',
    path: '/api/v1/data-sources',
    scope: 'write',
    summary: 'Create a data source',
    body: newDataSource,
    response: dataSource,
  }),
  getDataSource: defineRoute({
    method: 'GET',
    path: '/api/v1/data-sources/:id',
    scope: 'read',
    summary: 'Get a data source',
    params: dataSourceId,
    response: dataSource,
  }),
  updateDataSource: defineRoute({
    method: 'PATCH',
    path: '/api/v1/data-sources/:id',
    scope: 'write',
    summary: 'Change a data source: its key stays',
    params: dataSourceId,
    body: dataSourcePatch,
    response: dataSource,
  }),
  deleteDataSource: defineRoute({
    method: 'DELETE',
    path: '/api/v1/data-sources/:id',
    scope: 'write',
    summary: 'Delete a data source: events with its key are accepted as before, from an unknown source', // prettier-ignore
    params: dataSourceId,
    response: z.null(),
  }),
  getDataSourceVolume: defineRoute({
    method: 'GET',
    path: '/api/v1/data-sources/:id/volume',
    scope: 'read',
    summary: 'Count the events of a data source by hour or day',
    params: dataSourceId,
    query: volumeQuery,
    response: dataSourceVolume,
  }),
  listUnknownSources: defineRoute({
    method: 'GET',
    path: '/api/v1/unknown-sources',
    scope: 'read',
    summary: 'List keys that events carry and no data source has, latest first, up to 100 of a stream', // prettier-ignore
    query: z.object({ stream_id: id('stream').optional() }),
    response: z.object({ items: z.array(unknownSource).describe('All of them') }),
  }),
  listUnsourcedEvents: defineRoute({
    method: 'GET',
    path: '/api/v1/unsourced-events',
    scope: 'read',
    summary: 'Count events that name no data source, of each stream that has one',
    query: z.object({ stream_id: id('stream').optional() }),
    response: z.object({ items: z.array(unsourcedEvents).describe('All of them') }),
  }),
}
