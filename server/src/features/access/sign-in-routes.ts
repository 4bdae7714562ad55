import { sent } from '@outcrop/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isForeignWrite, isOwnOrigin } from '../../http/is-foreign-write.ts'
import type { App } from '../../http/mount.ts'
import { signInLimit } from '../../http/sign-in-limit.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Audit } from './audit.ts'
import { linkPage } from './link-page.ts'
import type { Sessions, SignedIn } from './sessions.ts'

export interface SignInOptions {
  readonly sessions: Sessions
  readonly audit: Audit
}

const credentials = sent(z.object({ email: z.string().max(320), password: z.string().max(200) }))

/** Signing in and out. Only these few of better-auth's own paths exist: everything else is the API's. */
export function signInRoutes(app: App, options: SignInOptions): void {
  const { sessions, audit } = options
  app.route({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    config: signInLimit,
    schema: { body: credentials },
    onRequest: refuseForeign,
    handler: async (request, reply) => {
      const { email, password } = credentials.parse(request.body)
      const { userId, cookies } = await sessions.signIn(email, password).catch((error: unknown) => {
        // Not awaited: for an address that nobody has it would take less time, and tell so.
        if (isWrong(error)) void audit.recordFailedSignIn(email, request.ip)
        throw error
      })
      await audit.recordSignIn(userId, 'password')
      return reply.header('set-cookie', cookies).send({ user: { id: userId } })
    },
  })
  app.post('/api/auth/sign-out', { onRequest: refuseForeign }, async (request, reply) => {
    const cookies = await sessions.signOut(request.headers.cookie ?? '')
    return reply.header('set-cookie', cookies).send({ success: true })
  })
  void app.register((scope, _options, done) => {
    linkRoutes(scope, options)
    done()
  })
}

const isWrong = (error: unknown) => error instanceof Problem && error.code === 'unauthenticated'

/**
 * The page behind a one-time link. Mail scanners and chat programs open links to preview them, so
 * opening must not use the link up: only the button does, with a POST.
 */
function linkRoutes(app: App, { sessions, audit }: SignInOptions): void {
  // What the form sends is empty, but browsers name its type.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 1024 }, (_request, _body, done) => done(null)) // prettier-ignore
  app.get(
    '/link/:token',
    (_request, reply) =>
    html(reply, 200, linkPage({ title: 'Sign in', text: 'This link signs you in once.', button: 'Sign in' })), // prettier-ignore
  )
  app.route({
    method: 'POST',
    url: '/link/:token',
    config: signInLimit,
    schema: { params: z.object({ token: z.string().max(200) }) },
    onRequest: refuseForeign,
    handler: async (request, reply) => {
      const signedIn = await used(sessions, request)
      if (!signedIn) return html(reply, 410, gone)
      await audit.recordSignIn(signedIn.userId, 'link')
      return reply.header('set-cookie', signedIn.cookies).redirect('/', 303)
    },
  })
}

const gone = linkPage({
  title: 'This link no longer works',
  text: 'It was used already, or it is older than a day. Ask for a new one: the server prints one each time it starts, and everyone with a password can <a href="/">sign in</a> with it.',
})

async function used(sessions: Sessions, request: FastifyRequest): Promise<SignedIn | null> {
  const { token } = z.object({ token: z.string() }).parse(request.params)
  try {
    return await sessions.signInByLink(token)
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return null
    throw error
  }
}

function html(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page) // prettier-ignore
}

/**
 * Nobody may be signed in or out by a page of another site. Whoever is not signed in yet sends no
 * cookie, and over plain HTTP browsers send no Sec-Fetch-Site: then their Origin tells. Programs send
 * neither.
 */
function refuseForeign(
  { method, headers }: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const site = headers['sec-fetch-site']
  const elsewhere =
    site === undefined
      ? headers.origin !== undefined && !isOwnOrigin(headers)
      : site !== 'same-origin' && site !== 'none'
  const foreign = elsewhere || isForeignWrite(method, headers)
  done(
    foreign ? new Problem('forbidden', 'This was started by a page of another site.') : undefined,
  )
}
