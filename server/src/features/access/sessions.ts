import { hash, verify } from '@node-rs/argon2'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { randomUUID } from 'node:crypto'
import type { Pool } from '../../db/pool.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { createSignInLink, signInLinks } from './sign-in-links.ts'

const sessionDays = 30

export interface SessionOptions {
  readonly pool: Pool
  /** Signs cookies: at least 32 characters, the same in every process. */
  readonly secret: string
  /** Where people reach the server, such as https://outcrop.example. */
  readonly publicUrl: string
  readonly log: { error(message: string): void }
}

export interface SignedIn {
  readonly userId: string
  /** Values of Set-Cookie. */
  readonly cookies: string[]
}

export interface Sessions {
  /** Whose session a Cookie header carries; null when it carries none that is valid. */
  find(cookie: string): Promise<{ readonly userId: string; readonly sessionId: string } | null>
  /** Throws `unauthenticated` when e-mail address and password do not belong together. */
  signIn(email: string, password: string): Promise<SignedIn>
  /** Throws `not-found` when the link was used, has expired or was never made. */
  signInByLink(token: string): Promise<SignedIn>
  /** Ends the session; the values of Set-Cookie remove its cookie. */
  signOut(cookie: string): Promise<string[]>
  /** The token of a new sign-in link. */
  createLink(userId: string): Promise<string>
}

export const hashPassword = (password: string): Promise<string> => hash(password)
export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password) // prettier-ignore

/** Sessions of people, kept by better-auth in our tables. */
export function createSessions(options: SessionOptions): Sessions {
  const auth = betterAuth({ ...settings(options), plugins: [signInLinks] })
  const sessions: Sessions = {
    find: async (cookie) => {
      const found = await auth.api.getSession({ headers: new Headers({ cookie }) })
      return found && { userId: found.user.id, sessionId: found.session.id }
    },
    signIn: async (email, password) => {
      const call = auth.api.signInEmail({ body: { email, password }, returnHeaders: true })
      const { response, headers } = await call.catch(asProblem)
      return { userId: response.user.id, cookies: headers.getSetCookie() }
    },
    signInByLink: async (token) => {
      const call = auth.api.useSignInLink({ body: { token }, returnHeaders: true })
      const { response, headers } = await call
      return { userId: response.userId, cookies: headers.getSetCookie() }
    },
    signOut: async (cookie) => {
      const { headers } = await auth.api.signOut({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      })
      return headers.getSetCookie()
    },
    // Not by an endpoint: the first call of one makes every promise of the process slower before
    // Node 24 (AsyncLocalStorage), and each start makes a link.
    createLink: async (userId) => createSignInLink(await auth.$context, userId),
  }
  return sessions
}

/** better-auth answers 400 to what is no e-mail address at all; for whoever tries it is just as wrong. */
function asProblem(error: unknown): never {
  if (error instanceof APIError && (error.statusCode === 401 || error.statusCode === 400)) {
    throw new Problem('unauthenticated', 'E-mail address or password is wrong.', {
      remedy: 'Try again, or sign in with a one-time link.',
    })
  }
  throw error
}

function settings({ pool, secret, publicUrl, log }: SessionOptions) {
  return {
    database: pool,
    secret,
    baseURL: publicUrl,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log.error(`Sign-in: ${message}`) },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by the system and by invitation only.
      disableSignUp: true,
      password: {
        hash: hashPassword,
        verify: ({ hash: stored, password }) => verifyPassword(stored, password),
      },
    },
    session: {
      ...tables.session,
      // Without a default: one would go before what a sign-in by link sets.
      additionalFields: {
        byLink: { type: 'boolean', fieldName: 'by_link', required: false, input: false },
      },
      expiresIn: sessionDays * 24 * 60 * 60,
      // A longer session would need a new cookie with an answer of the API, which has no place for it.
      disableSessionRefresh: true,
    },
    user: tables.user,
    account: tables.account,
    verification: { ...tables.verification, storeIdentifier: 'hashed' },
    advanced: {
      cookiePrefix: 'outcrop',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => (model === 'user' ? newId('user') : randomUUID()) },
    },
  } satisfies BetterAuthOptions
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** The names that our migration gives to better-auth's tables and columns. */
const tables = {
  user: { modelName: 'users', fields: { ...times, emailVerified: 'email_verified' } },
  session: {
    modelName: 'sessions',
    fields: {
      ...times,
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      ...times,
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: { modelName: 'verifications', fields: { ...times, expiresAt: 'expires_at' } },
} as const
