import type { AccessKey, Credentials, NewProvider, ShownCredentials } from '@outcrop/contract'
import type { Connection } from '../../bedrock/bedrock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seal } from '../../kernel/seal.ts'
import type { SealedSpare } from './key-store.ts'
import { joinCredentials, secretsOf, splitCredentials } from './split-credentials.ts'
import type { NewProviderRow, ProviderRow } from './store.ts'

interface SealedCredentials {
  readonly credentials: ShownCredentials
  readonly sealed_secrets: string | null
}

/** Credentials as the row of this id holds them. */
export function sealCredentials(seal: Seal, id: string, given: Credentials): SealedCredentials {
  const { shown, secrets } = splitCredentials(given)
  return { credentials: shown, sealed_secrets: secrets === null ? null : seal.seal(secrets, id) }
}

/** A second access key as the row of this id holds it. */
export function sealKey(seal: Seal, id: string, given: AccessKey): SealedSpare {
  const { access_key_id, session_token } = given
  const key = { access_key_id, has_session_token: session_token !== undefined }
  return { key, sealed: seal.seal(secretsOf(given), id) }
}

export function newRow(seal: Seal, id: string, given: NewProvider): NewProviderRow {
  const { name, region, endpoint, max_in_flight, narrow_role, limits } = given
  return {
    id,
    name,
    region,
    endpoint,
    max_in_flight,
    narrow_role,
    limits,
    ...sealCredentials(seal, id, given.credentials),
  }
}

/** A row with its secrets opened. Throws `provider-not-ready` when they cannot be. */
export function connectionOf(seal: Seal, row: ProviderRow): Connection {
  const { id, revision, region, endpoint, narrow_role } = row
  const account = row.last_test?.account ?? null
  const credentials = openCredentials(seal, row)
  return {
    providerId: id,
    revision,
    region,
    endpoint,
    credentials,
    account,
    narrowRole: narrow_role,
  }
}

/** As `connectionOf`, with the second access key in the place of the first. */
export function spareConnectionOf(seal: Seal, row: ProviderRow): Connection {
  const credentials = { ...row.credentials, ...row.spare_key }
  return connectionOf(seal, { ...row, credentials, sealed_secrets: row.spare_sealed })
}

function openCredentials(seal: Seal, row: ProviderRow): Credentials {
  const { name, credentials } = row
  const secrets = openSecrets(seal, row)
  try {
    return joinCredentials(credentials, secrets)
  } catch {
    // Without the cause: the words of a parser may repeat a secret.
    throw locked(name, 'What was stored is not complete.')
  }
}

function openSecrets(
  seal: Seal,
  { id, name, credentials, sealed_secrets }: ProviderRow,
): string | null {
  const hasKey = credentials.type === 'access_key' || credentials.source === 'access_key'
  if (!hasKey || sealed_secrets === null) return null
  try {
    return seal.open(sealed_secrets, id)
  } catch (error) {
    throw locked(name, error instanceof Error ? error.message : '')
  }
}

function locked(name: string, why: string): Problem {
  return new Problem(
    'provider-not-ready',
    `The credentials of "${name}" cannot be opened. ${why}`,
    {
      remedy:
        'Give the server the master key that it had before, or enter the credentials of the provider again.',
    },
  )
}
