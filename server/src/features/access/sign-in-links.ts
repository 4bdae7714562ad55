import type { AuthContext, BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../kernel/problem.ts'

const hours = 24
const identifierOf = (token: string) => `sign-in-link:${token}`

/** Makes a link that signs a person in once, within a day. Only the hash of its token is stored. */
export async function createSignInLink(
  { internalAdapter }: Pick<AuthContext, 'internalAdapter'>,
  userId: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: userId,
    expiresAt: new Date(Date.now() + hours * 60 * 60 * 1000),
  })
  return token
}

/** Signing in by a link. The endpoint has no path: it is called by the server itself. */
export const signInLinks = {
  id: 'sign-in-links',
  endpoints: {
    useSignInLink: createAuthEndpoint(
      { method: 'POST', body: z.object({ token: z.string() }) },
      async (call) => {
        const { internalAdapter } = call.context
        const link = await internalAdapter.consumeVerificationValue(identifierOf(call.body.token))
        const user = link && (await internalAdapter.findUserById(link.value))
        if (!user) throw new Problem('not-found', 'This sign-in link was used already or has expired.') // prettier-ignore
        const session = await internalAdapter.createSession(user.id, false, { byLink: true })
        await setSessionCookie(call, { session, user })
        return { userId: user.id }
      },
    ),
  },
} satisfies BetterAuthPlugin
