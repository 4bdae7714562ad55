import { createClient, type Client } from '@outcrop/contract'
import type { FastifyInstance, InjectOptions } from 'fastify'

/** Sends requests to a server that does not listen, as `fetch` would. */
export function injectFetch(
  app: FastifyInstance,
  headers: Record<string, string> = {},
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : input
    const request = new Request(new URL(url, 'http://localhost'), init)
    const body = await request.text()
    const answer = await app.inject({
      method: methodOf(request.method),
      url: request.url,
      headers: { ...Object.fromEntries(request.headers), ...headers },
      ...(body !== '' && { payload: body }),
    })
    return new Response(answer.statusCode === 204 ? null : answer.body, {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
    })
  }
}

/** The contract's client on a server that does not listen. `headers` go with every request, such as a cookie. */
export function injectClient(
  app: FastifyInstance,
  { apiKey, headers }: { apiKey?: string; headers?: Record<string, string> } = {},
): Client {
  const fetch = injectFetch(app, headers)
  return createClient({ baseUrl: '', fetch, ...(apiKey !== undefined && { apiKey }) })
}

const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'] as const

function methodOf(name: string): NonNullable<InjectOptions['method']> {
  const method = methods.find((one) => one === name)
  if (!method) throw new Error(`The method ${name} is not used by any route.`)
  return method
}
