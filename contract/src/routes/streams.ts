import { z } from 'zod'
import { noSource } from '../data-source.ts'
import { id } from '../id.ts'
import { page, pageQuery, time } from '../page.ts'
import { defineRoute } from '../route.ts'
import { verdictsOrNone } from '../specification.ts'
import { event, feed, feedPatch, newFeed, newStream, stream } from '../stream.ts'
import { eventTrace, newTrace, trace, traceDetail } from '../trace.ts'

const streamId = z.object({ id: id('stream') })
const feedId = z.object({ id: id('feed') })
const eventId = z.object({ id: id('event') })
const traceId = z.object({ id: z.string().min(1).max(100).describe('Id of a trace') })

const eventFilter = pageQuery.extend({
  stream_id: id('stream').optional(),
  name: z.string().max(250).optional().describe('`tealium_event`'),
  visitor_id: z.string().max(2048).optional().describe('`tealium_visitor_id`'),
  trace_id: z.string().max(100).optional().describe('Events that carry it as `tealium_trace_id`'),
  run_id: id('run').optional().describe('Answer events of this run'),
  data_source_id: z
    .union([z.literal(noSource), id('dataSource')])
    .optional()
    .describe('Events that name this data source; `none`: that name none at all'),
  specification_id: id('specification').optional().describe('Events that it is about'),
  verdict: z
    .enum(verdictsOrNone)
    .optional()
    .describe('How their specification, as it is now, judges them'),
  received_after: time.optional().describe('After this time'),
  received_before: time.optional().describe('Before this time'),
})

export const streamRoutes = {
  listStreams: defineRoute({
    method: 'GET',
    path: '/api/v1/streams',
    scope: 'read',
    summary: 'List streams',
    query: pageQuery,
    response: page(stream),
  }),
  createStream: defineRoute({
    method: 'POST',
    path: '/api/v1/streams',
    scope: 'admin',
    summary: 'Create a stream',
    body: newStream,
    response: stream,
  }),
  getStream: defineRoute({
    method: 'GET',
    path: '/api/v1/streams/:id',
    scope: 'read',
    summary: 'Get a stream',
    params: streamId,
    response: stream,
  }),
  listFeeds: defineRoute({
    method: 'GET',
    path: '/api/v1/feeds',
    scope: 'read',
    summary: 'List feeds',
    query: pageQuery.extend({ stream_id: id('stream').optional() }),
    response: page(feed),
  }),
  createFeed: defineRoute({
    method: 'POST',
    path: '/api/v1/feeds',
    scope: 'write',
    summary: 'Create a feed',
    body: newFeed,
    response: feed,
  }),
  getFeed: defineRoute({
    method: 'GET',
    path: '/api/v1/feeds/:id',
    scope: 'read',
    summary: 'Get a feed',
    params: feedId,
    response: feed,
  }),
  updateFeed: defineRoute({
    method: 'PATCH',
    path: '/api/v1/feeds/:id',
    scope: 'write',
    summary: 'Change a feed',
    params: feedId,
    body: feedPatch,
    response: feed,
  }),
  deleteFeed: defineRoute({
    method: 'DELETE',
    path: '/api/v1/feeds/:id',
    scope: 'write',
    summary: 'Delete a feed that no automation uses',
    params: feedId,
    response: z.null(),
  }),
  listEvents: defineRoute({
    method: 'GET',
    path: '/api/v1/events',
    scope: 'read',
    summary: 'List events, newest first',
    description:
      'Asked for a data source or a verdict, a page looks at 10,000 events: it may hold few, or none, and still have a next one.',
    query: eventFilter,
    response: page(event),
  }),
  getEvent: defineRoute({
    method: 'GET',
    path: '/api/v1/events/:id',
    scope: 'read',
    summary: 'Get an event',
    params: eventId,
    response: event,
  }),
  traceEvent: defineRoute({
    method: 'GET',
    path: '/api/v1/events/:id/trace',
    scope: 'read',
    summary: 'Tell everything that happened because of an event',
    params: eventId,
    response: eventTrace,
  }),
  startTrace: defineRoute({
    method: 'POST',
    path: '/api/v1/traces',
    scope: 'write',
    summary: 'Start a trace and get the id to send as tealium_trace_id',
    body: newTrace,
    response: trace,
  }),
  listTraces: defineRoute({
    method: 'GET',
    path: '/api/v1/traces',
    scope: 'read',
    summary: 'List traces, newest first',
    query: pageQuery,
    response: page(trace),
  }),
  getTrace: defineRoute({
    method: 'GET',
    path: '/api/v1/traces/:id',
    scope: 'read',
    summary: 'Get a trace with its lines',
    params: traceId,
    response: traceDetail,
  }),
  sendTraceAgain: defineRoute({
    method: 'POST',
    path: '/api/v1/traces/:id/send-again',
    scope: 'write',
    summary: 'Send the events of a trace once more, as new ones in a new trace; actions start and cost again', // prettier-ignore
    params: traceId,
    response: trace,
  }),
  endTrace: defineRoute({
    method: 'DELETE',
    path: '/api/v1/traces/:id',
    scope: 'write',
    summary: 'End a trace: later events do not join it',
    params: traceId,
    response: z.null(),
  }),
}

/** Server-sent events: `event: line` with a trace line as data, and `event: end`. Resumes after `Last-Event-ID`. */
export const liveTracePath = '/api/v1/traces/:id/live'
