import {
  credentials,
  type AccessKey,
  type Credentials,
  type ShownCredentials,
} from '@outcrop/contract'
import { z } from 'zod'

const secretsSchema = z.object({
  secret_access_key: z.string(),
  session_token: z.string().optional(),
})
type Secrets = z.infer<typeof secretsSchema>

/** Parts credentials into what may be shown and what must be sealed; null when nothing must be. */
export function splitCredentials(given: Credentials): {
  readonly shown: ShownCredentials
  readonly secrets: string | null
} {
  switch (given.type) {
    case 'access_key':
      return { shown: { type: given.type, ...shownKey(given) }, secrets: secretsOf(given) }
    case 'assume_role': {
      const { type, source, ...role } = given
      const shown = { type, ...role, source: source.type }
      if (source.type === 'ambient') return { shown, secrets: null }
      return { shown: { ...shown, ...shownKey(source) }, secrets: secretsOf(source) }
    }
    case 'ambient':
    case 'emulator':
      return { shown: { type: given.type }, secrets: null }
  }
}

/** The opposite of `splitCredentials`. Throws when the parts do not belong together. */
export function joinCredentials(shown: ShownCredentials, secrets: string | null): Credentials {
  const { type, access_key_id, role_arn, session_name, external_id } = shown
  if (type === 'ambient' || type === 'emulator') return { type }
  const key = () => ({ type: 'access_key', access_key_id, ...opened(secrets) })
  if (type === 'access_key') return credentials.parse(key())
  const source = shown.source === 'ambient' ? { type: 'ambient' } : key()
  return credentials.parse({ type, role_arn, session_name, external_id, source })
}

const shownKey = ({ access_key_id, session_token }: AccessKey) => ({
  access_key_id,
  has_session_token: session_token !== undefined,
})

/** What of an access key must be sealed. */
export function secretsOf({ secret_access_key, session_token }: AccessKey): string {
  const secrets: Secrets = { secret_access_key, session_token }
  return JSON.stringify(secrets)
}

function opened(secrets: string | null): Secrets {
  return secretsSchema.parse(JSON.parse(secrets ?? 'null'))
}
