import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/**
 * Reads JSON bodies as fastify does, and takes an empty one for none where it may be left out:
 * many clients send the type of what they would send with every request.
 */
export function parseJsonBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '' && mayBeLeftOut(request.routeOptions.schema?.body)) done(null)
    else void parse(request, body.toString(), done)
  })
}

const mayBeLeftOut = (schema: unknown): boolean =>
  !(schema instanceof z.ZodType) || schema.safeParse(undefined).success
