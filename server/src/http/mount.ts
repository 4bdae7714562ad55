import type { Route } from '@outcrop/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Caller } from './caller.ts'
import { admit, callerOf, gateOf, type Gate } from './gate.ts'
import { nothing } from './nothing.ts'

export type { Caller } from './caller.ts'

/** The part of the server in which operations of the API live. */
export type App = FastifyInstance

type Part<R, Name extends 'params' | 'query' | 'body'> =
  R extends Record<Name, infer Schema>
    ? Schema extends z.ZodType
      ? Readonly<Record<Name, z.output<Schema>>>
      : unknown
    : unknown

/** The parts that the route declares, parsed, and who asks unless the route is public. */
export type HandlerInput<R extends Route> = Part<R, 'params'> &
  Part<R, 'query'> &
  Part<R, 'body'> &
  (R['scope'] extends 'public' ? unknown : { readonly caller: Caller })

export type Handler<R extends Route> = (request: HandlerInput<R>) => Promise<z.input<R['response']>>

/** Serves one operation: checks who may call it and what was sent, and keeps a record of changes. */
export function mount<R extends Route>(app: App, route: R, handler: Handler<R>): void {
  const gate = gateOf(app)
  app.route({
    method: route.method,
    url: route.path,
    schema: partsOf(route),
    onRequest: admit(app, route.scope),
    handler: async (request, reply) => {
      // The answer passes its schema, so nothing leaves that the contract does not name.
      const answer: unknown = route.response.parse(await handler(inputOf<R>(request)))
      if (isChange(route)) await record(gate, route, request, answer)
      return answer === null ? reply.code(204).send() : reply.send(answer)
    },
  })
}

const noBody = nothing.optional()

function partsOf({ method, params, query = nothing, body = noBody }: Route) {
  return { ...(params && { params }), querystring: query, ...(method !== 'GET' && { body }) }
}

/** What is sent piece by piece, because it may be larger than memory. */
export interface Download {
  readonly fileName: string
  readonly pieces: AsyncIterable<string>
}

/**
 * Serves an operation that only reads, and whose answer is a JSON document in pieces: no faster than
 * its caller takes them. What fails in the middle breaks the connection off, so that half a document
 * cannot be taken for a whole one.
 */
export function mountDownload<R extends Route & { readonly method: 'GET' }>(
  app: App,
  route: R,
  handler: (request: HandlerInput<R>) => Promise<Download>,
): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: partsOf(route),
    onRequest: admit(app, route.scope),
    handler: async (request, reply) => {
      const { fileName, pieces } = await handler(inputOf<R>(request))
      return reply
        .type('application/json')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(Readable.from(pieces, { objectMode: false }))
    },
  })
}

function inputOf<R extends Route>(request: FastifyRequest): HandlerInput<R> {
  const { params, query, body } = request
  // The route's own schemas have parsed these parts; TypeScript cannot follow them through fastify.
  // eslint-disable-next-line no-restricted-syntax
  return { params, query, body, caller: callerOf(request) } as HandlerInput<R>
}

/** A POST that reading rights suffice for computes something and changes nothing. */
function isChange({ method, scope }: Route): boolean {
  return method !== 'GET' && scope !== 'public' && !(method === 'POST' && scope === 'read')
}

function record(gate: Gate, route: Route, request: FastifyRequest, answer: unknown): Promise<void> {
  const caller = callerOf(request)
  const subject = idIn(request.params) ?? idIn(answer) ?? caller.actor.id
  return gate.recordChange({ caller, route, subject, body: request.body })
}

function idIn(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return typeof id === 'string' ? id : undefined
}
