import { isAllowed, rolesFor, type Role, type Route, type Scope } from '@outcrop/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '../kernel/problem.ts'
import type { Caller } from './caller.ts'
import { isForeignWrite } from './is-foreign-write.ts'

/** One change that someone made through the API. `body` is as it was sent. */
export interface Change {
  readonly caller: Caller
  readonly route: Route
  readonly subject: string
  readonly body: unknown
}

/** What the HTTP layer must be told about access. */
export interface Gate {
  /** Who sends this request; null without valid credentials. */
  authenticate(headers: IncomingHttpHeaders): Promise<Caller | null>
  /** Records a change that was made. Must not throw. */
  recordChange(change: Change): Promise<void>
}

/** Lets the routes of `app` ask the gate. */
export function openGate(app: FastifyInstance, gate: Gate): void {
  app.decorate('gate', gate)
  app.decorateRequest('caller', null)
}

/** A hook that lets through only callers with this scope, before the body is read. */
export function admit(app: FastifyInstance, scope: Scope) {
  const gate = gateOf(app)
  return async (request: FastifyRequest): Promise<void> => {
    if (scope === 'public') return
    const caller = await gate.authenticate(request.headers)
    if (!caller) throw new Problem('unauthenticated', unauthenticated(request.headers))
    if (isForeignWrite(request.method, request.headers)) {
      throw new Problem('forbidden', 'This change was started by a page of another site.', {
        remedy: 'Make the change in the Outcrop console, or send an API key.',
      })
    }
    if (!isAllowed(caller.role, scope)) {
      throw new Problem('forbidden', `The role "${caller.role}" may not do this: it needs ${oneOf(rolesFor(scope))}.`) // prettier-ignore
    }
    request.setDecorator('caller', caller)
  }
}

/** Such as "builder, admin or owner": the least of them first. */
const oneOf = (roles: readonly Role[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(roles.toReversed())

function unauthenticated({ authorization }: IncomingHttpHeaders): string {
  return authorization
    ? 'The API key in the Authorization header is not valid. It may have been deleted.'
    : 'This needs an API key or a signed-in person.'
}

export const gateOf = (app: FastifyInstance): Gate => app.getDecorator<Gate>('gate')
export const callerOf = (request: FastifyRequest): Caller => request.getDecorator<Caller>('caller')
