import type { ChangedCredentials, Credentials } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'

/** Credentials that somebody changed, whole again. */
export interface Kept {
  readonly credentials: Credentials
  /** Whether the secret was left out, and is the stored one. */
  readonly isKept: boolean
}

type ChangedKey = Extract<ChangedCredentials, { type: 'access_key' }>
type Key = Extract<Credentials, { type: 'access_key' }>

/**
 * Puts the stored secret in the place of one that was left out; `stored` opens it. Throws
 * `invalid-input` for another access key without its secret.
 */
export function keepSecret(given: ChangedCredentials, stored: () => Credentials): Kept {
  switch (given.type) {
    case 'access_key': {
      const { key, isKept } = whole(given, stored, 'credentials')
      return { credentials: key, isKept }
    }
    case 'assume_role': {
      const { source } = given
      if (source.type === 'ambient') return { credentials: { ...given, source }, isKept: false }
      const { key, isKept } = whole(source, stored, 'credentials.source')
      return { credentials: { ...given, source: key }, isKept }
    }
    case 'ambient':
    case 'emulator':
      return { credentials: given, isKept: false }
  }
}

function whole(
  given: ChangedKey,
  stored: () => Credentials,
  path: string,
): { readonly key: Key; readonly isKept: boolean } {
  const { secret_access_key, session_token, access_key_id } = given
  if (secret_access_key !== undefined)
    return { key: { ...given, secret_access_key }, isKept: false }
  if (session_token !== undefined) throw missing(path, 'A session token belongs to a secret of its own: enter both.') // prettier-ignore
  const own = keyIn(stored())
  if (own?.access_key_id === access_key_id) return { key: own, isKept: true }
  throw missing(path, `Enter the secret of the access key ${access_key_id}; none is stored of it.`)
}

function keyIn(credentials: Credentials): Key | undefined {
  if (credentials.type === 'access_key') return credentials
  const source = credentials.type === 'assume_role' ? credentials.source : undefined
  return source?.type === 'access_key' ? source : undefined
}

const missing = (path: string, message: string) =>
  new Problem('invalid-input', `${path}.secret_access_key: ${message}`)
