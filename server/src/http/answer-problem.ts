import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { isConnectionError } from '../db/connection-error.ts'
import { Problem } from '../kernel/problem.ts'
import { problemOfError } from './problem-of-error.ts'

export type HttpLog = Pick<Logger, 'error'>

/** Answers an RFC 9457 problem document. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const document = problem.toDocument()
  if (problem.retryAfterMs !== undefined) {
    reply.header('retry-after', Math.ceil(problem.retryAfterMs / 1000))
  }
  return reply
    .code(document.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(document)
}

/** Turns whatever a route throws into a problem document; a defect is logged once and told to nobody. */
export function answerProblem(log: HttpLog) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const expected = problemOfError(error)
    if (expected) return sendProblem(reply, expected)
    const route = request.routeOptions.url ?? 'no route'
    log.error({ err: error, request_id: request.id, method: request.method, route }, 'A request failed unexpectedly.') // prettier-ignore
    return sendProblem(reply, isConnectionError(error) ? databaseAway() : defect(request.id))
  }
}

function databaseAway(): Problem {
  return new Problem('over-capacity', 'The database cannot be reached at the moment.', {
    remedy:
      'Try again after the time in Retry-After. If it lasts, look at /readyz and the server log.',
    retryAfterMs: 1000,
  })
}

function defect(requestId: string): Problem {
  return new Problem('internal-error', `Something went wrong inside the server. The request id is ${requestId}.`) // prettier-ignore
}
