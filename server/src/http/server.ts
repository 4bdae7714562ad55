import { fastify, type FastifyInstance, type FastifyPluginCallback } from 'fastify'
import { randomBytes } from 'node:crypto'
import { answerBrokenRequest } from './answer-broken-request.ts'
import { answerProblem, type HttpLog } from './answer-problem.ts'
import type { Gate } from './gate.ts'
import type { App } from './mount.ts'
import { operations, type OperationsOptions } from './operations.ts'
import { releaseConnections } from './release-connections.ts'
import { noteRoutes } from './unknown-route.ts'
import type { TryCounter } from './shared-tries.ts'
import { webScope } from './web-scope.ts'

export interface HttpServerOptions extends OperationsOptions {
  readonly config: {
    /** Whether people reach the server by https, perhaps through a proxy. */
    readonly https: boolean
    /** Whether the peer is a proxy whose X-Forwarded-* headers are believed. */
    readonly trustProxy: boolean
    readonly version: string
  }
  readonly access: Gate
  /** Counts tries to sign in. */
  readonly tries: TryCounter
  readonly log: HttpLog
  /** Mounts the intake, free of every hook of API and console. */
  readonly intake: (app: FastifyInstance) => void
  readonly features: readonly ((app: App) => void)[]
  /** The folder of the built console; null when it is not served. */
  readonly consoleFolder: string | null
}

/**
 * The HTTP server, not listening yet. `close()` takes no new connections, lets requests in flight
 * finish and ends live connections.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const answer = answerProblem(options.log)
  const app = fastify({
    logger: false,
    genReqId: requestIds(),
    // One hop: what stands before the last address was written by the sender, who may lie.
    trustProxy: options.config.trustProxy && ((_address, hop) => hop === 0),
    // A sender that trickles its request is cut off; live answers are not affected.
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
  })
  app.setErrorHandler(answer)
  releaseConnections(app)
  const mounted = noteRoutes(app)
  await app.register(scoped((scope) => options.intake(scope)))
  await app.register(scoped((scope) => operations(scope, options)))
  await app.register(webScope, { ...options, ...options.config, mounted })
  await app.ready()
  return app
}

/** A plugin: what it changes on its scope, such as parsers, the others do not see. */
function scoped(mountAll: (app: FastifyInstance) => void): FastifyPluginCallback {
  return (scope, _options, done) => {
    mountAll(scope)
    done()
  }
}

/** Ids that are cheap to make and different in every process. */
function requestIds(): () => string {
  const process = randomBytes(6).toString('base64url')
  let count = 0
  return () => `${process}-${(count++).toString(36)}`
}
