import { sent } from '@outcrop/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Caller } from './caller.ts'
import { admit, callerOf, gateOf } from './gate.ts'
import { liveFrames, type LiveEvent } from './live-frames.ts'
import type { App } from './mount.ts'
import { nothing } from './nothing.ts'
import { watchCaller, type Watched } from './watch-caller.ts'

export type { LiveEvent } from './live-frames.ts'

const heartbeatMs = 15_000

type LiveScope = Watched['scope']

export interface LiveRequest {
  /** The path parameters, not yet checked. */
  readonly params: unknown
  /** The id of the last event that the client has seen, when it comes back after a broken connection. */
  readonly lastEventId: string | undefined
  readonly caller: Caller
  /** Aborted when the client is gone or may not listen any more, or the server shuts down: stop waiting, end the iteration. */
  readonly signal: AbortSignal
}

/** Throws a `Problem` to refuse; what it gives is sent one by one, no faster than the client reads. */
export type LiveHandler = (request: LiveRequest) => Promise<AsyncIterable<LiveEvent>>

/** Lets live connections of `app` end when the server shuts down, instead of holding it up. */
export function endLiveOnClose(app: App): void {
  const closing = new AbortController()
  app.decorate('closing', closing.signal)
  app.addHook('preClose', (done) => {
    closing.abort()
    done()
  })
}

/** Serves server-sent events at a path, to callers with this scope. */
export function mountLive(app: App, path: string, scope: LiveScope, handler: LiveHandler): void {
  app.get(path, {
    exposeHeadRoute: false,
    schema: { querystring: nothing },
    onRequest: admit(app, scope),
    handler: answerLive(app, scope, handler),
  })
}

/** Something that is sent, and answered by server-sent events. */
export interface LivePost<Body extends z.ZodType> {
  readonly path: string
  readonly scope: LiveScope
  readonly body: Body
  readonly handler: (request: LiveRequest & { readonly body: z.output<Body> }) => ReturnType<LiveHandler> // prettier-ignore
}

export function mountLivePost<Body extends z.ZodType>(
  app: App,
  { path, scope, body: taken, handler }: LivePost<Body>,
): void {
  const body = sent(taken)
  app.post(path, {
    schema: { body, querystring: nothing },
    onRequest: admit(app, scope),
    handler: answerLive(app, scope, (live, request) => handler({ ...live, body: body.parse(request.body) })), // prettier-ignore
  })
}

function answerLive(
  app: App,
  scope: LiveScope,
  handler: (live: LiveRequest, request: FastifyRequest) => ReturnType<LiveHandler>,
) {
  const closing = app.getDecorator<AbortSignal>('closing')
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { params, headers } = request
    const caller = callerOf(request)
    const signal = endOf(reply, closing, { gate: gateOf(app), headers, scope, caller })
    const live = { params, lastEventId: lastEventId(request), caller, signal }
    const events = await handler(live, request)
    return reply
      .type('text/event-stream')
      .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      .send(Readable.from(liveFrames(events, { heartbeatMs, signal }), { objectMode: false }))
  }
}

function lastEventId({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id']
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** Aborted by whatever ends the connection first. */
function endOf(reply: FastifyReply, closing: AbortSignal, watched: Watched): AbortSignal {
  const end = new AbortController()
  const stop = () => end.abort()
  if (closing.aborted) stop()
  closing.addEventListener('abort', stop)
  const watching = watchCaller(watched, stop)
  reply.raw.once('close', () => {
    closing.removeEventListener('abort', stop)
    stop()
    void watching.stop()
  })
  return end.signal
}
