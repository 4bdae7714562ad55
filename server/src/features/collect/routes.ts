import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { lineageNames } from '@outcrop/contract'
import { accept, refuse, type Style } from './answer.ts'
import type { IdentifyOptions, Payload } from './identify.ts'
import { limits } from './limits.ts'
import { bulkPayloads, integrationPayloads, queryPayload, singlePayload } from './payloads.ts'
import { readBody } from './read-body.ts'
import { Rejection } from './rejection.ts'
import type { Stored } from './stored.ts'

export interface StoreOptions extends IdentifyOptions {
  readonly key: string | undefined
  readonly userAgent: string | undefined
}

/** Stores the events of one request, all or none; throws a `Rejection` that says why not. */
export type Store = (payloads: readonly Payload[], options: StoreOptions) => Promise<Stored>

type Read = (request: FastifyRequest, maxBytes: number) => Payload[] | Promise<Payload[]>

interface Kind {
  readonly style: Style
  readonly read: Read
  readonly maxBytes: number
  /** Trace ids are honoured in single events only. */
  readonly traceable: boolean
}

const text = (request: FastifyRequest, maxBytes: number) =>
  readBody(request.body, request.headers['content-encoding'], maxBytes)

const single: Read = async (request, maxBytes) => [singlePayload(await text(request, maxBytes))]
const bulk: Read = async (request, maxBytes) => bulkPayloads(await text(request, maxBytes))
const query: Read = ({ query: values }) => [queryPayload({ ...asObject(values) })]
const integration: Read = async (request, maxBytes) => {
  const params = asObject(request.params)
  const payloads = integrationPayloads(await text(request, maxBytes), {
    account: String(params['account']),
    profile: String(params['profile']),
    datasource: String(params['datasource']),
  })
  const traceId = asObject(request.query)['tealium_trace_id']
  return typeof traceId !== 'string' || traceId.includes('\0')
    ? payloads
    : payloads.map((payload) => ({ ...payload, tealium_trace_id: traceId }))
}

function asObject(value: unknown): Payload {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const v3 = ['/v3/collect', '/v3/collect/regional']
const eventPaths = ['/event', ...v3.map((base) => `${base}/event`)]
const bulkPaths = ['/bulk-event', ...v3.map((base) => `${base}/bulk-event`)]
const integrationPaths = [
  '/integration/event/:account/:profile/:datasource',
  ...v3.map(
    (base) =>
      `${base}/integration/event/accounts/:account/profiles/:profile/datasources/:datasource`,
  ),
]

/** The intake: every documented path, with and without a trailing slash. */
export function intakeRoutes(app: FastifyInstance, store: Store): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: limits.integrationBodyBytes },
    (_request, body, done) => done(null, body),
  )
  const at = (method: 'GET' | 'POST', paths: readonly string[], kind: Kind) => {
    for (const path of paths.flatMap((one) => [one, `${one}/`])) {
      app.route({
        method,
        url: path,
        exposeHeadRoute: false,
        handler: (request, reply) => handle(store, kind, request, reply),
        errorHandler: (error, request, reply) => {
          refuse(request, reply, kind.style, rejectionOf(error, kind))
        },
      })
    }
  }
  const { bodyBytes: maxBytes, integrationBodyBytes } = limits
  at('POST', eventPaths, { style: 'empty', read: single, maxBytes, traceable: true })
  at('POST', bulkPaths, { style: 'empty', read: bulk, maxBytes, traceable: false })
  at('POST', integrationPaths, { style: 'no-content', read: integration, maxBytes: integrationBodyBytes, traceable: true }) // prettier-ignore
  at('GET', ['/event', '/vdata/i.gif'], { style: 'pixel', read: query, maxBytes, traceable: true })
  at(
    'GET',
    v3.map((base) => `${base}/event`),
    { style: 'pixel-always', read: query, maxBytes, traceable: true },
  )
  preflight(app, [...eventPaths, ...bulkPaths, ...integrationPaths])
}

async function handle(
  store: Store,
  kind: Kind,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    const payloads = await kind.read(request, kind.maxBytes)
    const stored = await store(payloads, {
      traceable: kind.traceable,
      origin: originOf(request.headers[lineageNames.header]),
      key: keyOf(request.headers['idempotency-key']),
      userAgent: request.headers['user-agent'],
    })
    accept(request, reply, kind.style, stored)
  } catch (error) {
    refuse(request, reply, kind.style, rejectionOf(error, kind))
  }
  return reply
}

const originOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header

function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header
  throw new Rejection('Idempotency-Key must be 1 to 200 printable characters without spaces.')
}

interface HttpError {
  readonly code?: unknown
  readonly retryAfterMs?: unknown
}

/** Any failure as a refusal: what the sender did, or that the server cannot take more now. */
function rejectionOf(error: unknown, { maxBytes }: Kind): Rejection {
  if (error instanceof Rejection) return error
  const { code }: HttpError = typeof error === 'object' && error !== null ? error : {}
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Rejection(`The request body is larger than ${maxBytes} bytes.`)
  }
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP')) {
    return new Rejection('The request body could not be read. Send it as application/json.')
  }
  return new Rejection(
    'The server cannot store events at the moment. Nothing of this request was stored; send it again.',
    503,
    1,
  )
}

function preflight(app: FastifyInstance, paths: readonly string[]): void {
  for (const path of paths.flatMap((one) => [one, `${one}/`])) {
    app.options(path, (request, reply) =>
      reply
        .headers({
          'access-control-allow-origin': request.headers.origin ?? '*',
          'access-control-allow-methods': 'GET, POST, OPTIONS',
          'access-control-allow-headers':
            'Content-Type, Content-Encoding, Authorization, Idempotency-Key',
          'access-control-allow-credentials': 'true',
          'access-control-max-age': '86400',
          vary: 'Origin',
        })
        .code(204)
        .send(),
    )
  }
}
