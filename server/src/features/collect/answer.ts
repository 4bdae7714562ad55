import { lineageNames } from '@outcrop/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Rejection } from './rejection.ts'
import type { Stored } from './stored.ts'

/** A transparent GIF of one pixel: what an image request gets. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

const fixed = {
  'cache-control': 'no-transform,private,no-cache,no-store,max-age=0,s-maxage=0',
  pragma: 'no-cache',
  expires: '0',
  vary: 'Origin',
}

/** How an accepted or refused request is answered on one kind of path. */
export type Style = 'empty' | 'no-content' | 'pixel' | 'pixel-always'

function base(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers(fixed)
  const { origin } = request.headers
  if (origin === undefined) return reply
  return reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'X-Error, X-UUID, X-TID, Retry-After, Idempotent-Replayed',
  })
}

/** The answer to events that are stored. A repeated one names no id: its event has the id of the first. */
export function accept(
  request: FastifyRequest,
  reply: FastifyReply,
  style: Style,
  { events, isRepeated }: Stored,
): FastifyReply {
  base(request, reply)
  const [single] = events
  const notCaused = events.find((one) => one.notCaused !== null)?.notCaused
  if (notCaused) reply.header(lineageNames.header, notCaused)
  if (isRepeated) reply.header('idempotent-replayed', 'true')
  else if (single && events.length === 1) {
    const { stream, event } = single
    reply.header('x-uuid', event.id)
    reply.header('x-acc', `${stream.account}:${stream.profile}:2:event`)
    reply.header('x-tid', headerText(event.visitorId ?? event.id))
  }
  if (style === 'no-content') return reply.code(204).send()
  if (style === 'empty') return reply.code(200).type('application/json').send('')
  return reply.code(200).type('image/gif').send(pixel)
}

/** The answer to a request of which nothing is stored. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  style: Style,
  rejection: Rejection,
): FastifyReply {
  base(request, reply).header('x-error', headerText(rejection.message))
  if (rejection.retryAfterS !== undefined) reply.header('retry-after', rejection.retryAfterS)
  if (style === 'pixel-always') return reply.code(200).type('image/gif').send(pixel)
  reply.code(rejection.status).type('application/json')
  if (style === 'pixel') return reply.send('')
  return reply.send(
    JSON.stringify({ returnCode: 1000 + rejection.status, message: rejection.message }),
  )
}

/** Header values are printable ASCII; the body carries the full text. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 1000)
}
