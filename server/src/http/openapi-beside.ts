import { liveTracePath, sendMessagePath } from '@outcrop/contract'
import type { Json } from './json-schemas.ts'

const text = { schema: { type: 'string' } }
const pathParameter = (name: string, description: string): Json => ({
  name,
  in: 'path',
  required: true,
  description,
  ...text,
})
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A request whose key the stream has seen is answered again and stores nothing',
  ...text,
}
const anEvent = {
  tealium_account: 'demo',
  tealium_profile: 'shop',
  tealium_event: 'add_to_cart',
  tealium_visitor_id: 'visitor-17',
  cart_total: 129,
}
const refusal = (description: string): Json => ({
  description,
  headers: { 'X-Error': { description: 'What is wrong', ...text } },
})
const refusals = {
  400: refusal('Not an event, too large, or of no stream that there is; nothing was stored'),
  429: refusal('Above the limit of the stream; try again after Retry-After'),
  503: refusal('Too much is waiting to be stored; try again after Retry-After'),
}

function intake(operationId: string, summary: string, rest: Json, status: 200 | 204 = 200): Json {
  const stored = { description: 'Everything in the request is stored for good' }
  return { operationId, summary, tags: ['intake'], security: [], ...rest, responses: { [status]: stored, ...refusals } } // prettier-ignore
}

const bodyOf = (schema: Json, example: unknown): Json => ({
  required: true,
  content: { 'application/json': { schema, example } },
})

function watching(operationId: string, summary: string, type: string, refused?: string): Json {
  const content = { [type]: {} }
  const responses = {
    200: { description: 'Done', content },
    ...(refused !== undefined && { 503: { description: refused, content } }),
  }
  return { operationId, summary, tags: ['server'], security: [], responses }
}

function streamed(operationId: string, tag: string, summary: string, rest: Json): Json {
  const responses = {
    200: { description: 'Server-sent events', content: { 'text/event-stream': text } },
    default: {
      description: 'Any problem before the first event',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  }
  return { operationId, summary, tags: [tag], ...rest, responses }
}

const braced = (path: string) => path.replace(/:(\w+)/g, '{$1}')

/** Operations that are no routes of the contract: the intake, streams of events, and what watches the server. */
export const besideTheContract: Readonly<Record<string, Json>> = {
  '/event': {
    post: intake('collectEvent', 'Send one event', {
      parameters: [idempotencyKey],
      requestBody: bodyOf({ type: 'object' }, anEvent),
    }),
  },
  '/bulk-event': {
    post: intake('collectEvents', 'Send up to 500 events', {
      parameters: [idempotencyKey],
      requestBody: bodyOf(
        {
          type: 'object',
          required: ['events'],
          properties: {
            shared: { type: 'object', description: 'What each event has, unless it has its own' },
            events: {
              type: 'array',
              maxItems: 500,
              items: { type: 'object' },
              description: 'The events, in the order in which they are to be applied',
            },
          },
        },
        { events: [anEvent] },
      ),
    }),
  },
  '/integration/event/{account}/{profile}/{datasource}': {
    post: intake(
      'collectFromIntegration',
      'Send JSON of any shape: nested objects become flat keys',
      {
        parameters: [
          pathParameter('account', '`tealium_account`'),
          pathParameter('profile', '`tealium_profile`'),
          pathParameter('datasource', 'Key of a data source, `tealium_datasource`'),
          idempotencyKey,
        ],
        requestBody: bodyOf(
          { anyOf: [{ type: 'object' }, { type: 'array', maxItems: 500, items: { type: 'object' } }] }, // prettier-ignore
          { Order: { Id: 'R1' }, tealium_visitor_id: 'visitor-17' },
        ),
      },
      204,
    ),
  },
  [braced(liveTracePath)]: {
    get: streamed('followTrace', 'traces', 'Follow a trace: its lines, as they come', {
      parameters: [pathParameter('id', 'Id of a trace')],
    }),
  },
  [braced(sendMessagePath)]: {
    post: streamed('sendMessage', 'agents', 'Say something to an agent, and read its answer while it comes', {
      description: 'Events: `sent`, any number of `text`, `citation`, `step`, `return_control` and `file`, then `done` with the message as it is stored.',
      parameters: [
        pathParameter('id', 'Id of an agent'),
        pathParameter('conversation_id', 'Id of a conversation'),
      ],
      requestBody: bodyOf({ $ref: '#/components/schemas/NewMessageInput' }, { text: 'Where is my order A-1042?' }),
    }),
  }, // prettier-ignore
  '/healthz': { get: watching('isAlive', 'Tell whether the process runs', 'application/json') },
  '/readyz': {
    get: watching('isReady', 'Tell whether it can work, and why not', 'application/json', 'It cannot work now; `reasons` says why'), // prettier-ignore
  },
  '/metrics': { get: watching('getMetrics', 'Get figures for Prometheus', 'text/plain') },
}
