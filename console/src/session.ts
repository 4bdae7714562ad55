interface Credentials {
  readonly email: string
  readonly password: string
}

const refusals: Record<number, string> = {
  401: 'E-mail or password is not right. Check both and try again.',
  429: 'Too many tries. Wait a minute, then try again.',
}

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return
  throw new Error(
    refusals[response.status] ?? `The server answered ${response.status}. Look at its log.`,
  )
}

/** Starts a session in a cookie. Throws an Error whose message can be shown. */
export function signIn(credentials: Credentials): Promise<void> {
  return post('/api/auth/sign-in/email', credentials)
}

/** Ends the session of this browser. */
export function signOut(): Promise<void> {
  return post('/api/auth/sign-out', {})
}
