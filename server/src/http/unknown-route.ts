import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import { sendProblem } from './answer-problem.ts'
import { sendPage, wantsPage } from './console-files.ts'

export interface Mounted {
  readonly method: string
  readonly path: string
}

/** Notes every route that is added to `app` or within it from now on. */
export function noteRoutes(app: FastifyInstance): readonly Mounted[] {
  const mounted: Mounted[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) mounted.push({ method: one, path: url })
  })
  return mounted
}

/** Answers what no route matches: a page of the console for browsers, a problem for everyone else. */
export function answerUnknown(mounted: readonly Mounted[]) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (wantsPage(request)) return sendPage(reply)
    const path = request.url.split('?', 1)[0] ?? '/'
    const methods = methodsAt(mounted, path)
    if (methods.length === 0) {
      return sendProblem(reply, new Problem('not-found', `There is nothing at ${path}.`, { remedy: 'All operations are listed at /openapi.json.' })) // prettier-ignore
    }
    reply.header('allow', methods.join(', '))
    return sendProblem(reply, new Problem('method-not-allowed', `${request.method} is not possible at ${path}.`, { remedy: `Use ${methods.join(' or ')}.` })) // prettier-ignore
  }
}

/** The methods that exist at a path. */
export function methodsAt(mounted: readonly Mounted[], path: string): string[] {
  const matching = mounted.filter((route) => matches(route.path, path))
  return [...new Set(matching.map(({ method }) => method))].toSorted()
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  // A wildcard serves files; it says nothing about which methods a path has.
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part !== '*' && (part.startsWith(':') || part === given[index]))
  )
}
