import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { routes } from '@outcrop/contract'
import type { FastifyInstance } from 'fastify'
import { consoleFiles } from './console-files.ts'
import { contentSecurity } from './content-security.ts'
import { openGate, type Gate } from './gate.ts'
import type { App } from './mount.ts'
import { openapi } from './openapi.ts'
import { parseJsonBody } from './parse-json-body.ts'
import { sharedTries, type TryCounter } from './shared-tries.ts'
import { endLiveOnClose } from './sse.ts'
import { tooManyTries } from './sign-in-limit.ts'
import { answerUnknown, type Mounted } from './unknown-route.ts'
import { validateParts } from './validate-parts.ts'

export interface WebOptions {
  readonly https: boolean
  readonly version: string
  readonly access: Gate
  readonly tries: TryCounter
  readonly features: readonly ((app: App) => void)[]
  readonly consoleFolder: string | null
  readonly mounted: readonly Mounted[]
}

/**
 * API and console: everything that browsers and scripts use. Its hooks are its own, because intake,
 * beside it, cannot afford them.
 */
export async function webScope(app: FastifyInstance, options: WebOptions): Promise<void> {
  // A form of another site can send text/plain without asking; the API takes JSON only.
  app.removeContentTypeParser('text/plain')
  parseJsonBody(app)
  app.setValidatorCompiler(validateParts)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    // Answers of the API are about people and money: neither browsers nor proxies keep them.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  await app.register(helmet, contentSecurity(options.https))
  await app.register(compress, { threshold: 1024 })
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: tooManyTries,
    store: sharedTries(options.tries),
  })
  openGate(app, options.access)
  endLiveOnClose(app)

  for (const feature of options.features) feature(app)
  const document = openapi(routes, options.version)
  app.get('/openapi.json', () => document)
  await consoleFiles(app, options.consoleFolder)
  app.setNotFoundHandler(answerUnknown(options.mounted))
}
