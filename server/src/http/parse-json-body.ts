import type { FastifyInstance } from 'fastify'

/**
 * Reads JSON bodies as fastify does, and takes an empty one for none where an operation wants none:
 * many clients send the type of what they would send with every request.
 */
export function parseJsonBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const wantsNone = request.routeOptions.schema?.body === undefined
    if (body === '' && wantsNone) done(null)
    else void parse(request, body.toString(), done)
  })
}
