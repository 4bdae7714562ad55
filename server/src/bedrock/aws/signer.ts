import { createHash } from 'node:crypto'
import type { Credentials } from '@outcrop/contract'
import type { Connection } from '../connection.ts'
import { emulatorCredentials } from '../emulator-credentials.ts'
import type { KeyCache } from './key-cache.ts'
import type { Keys } from './keys.ts'

export type AssumedRole = Extract<Credentials, { type: 'assume_role' }>
type AccessKey = Extract<Credentials, { type: 'access_key' }>

/** Who signs the calls of one connection. */
export interface Signer {
  keys(): Promise<Keys>
  /** Forgets keys that AWS refused. False when there are no others to be had. */
  drop(keys?: Keys): boolean
  /** Forgets that keys were refused, also for sessions that are narrowed to one use. */
  forgetRefusals(): void
}

/** Where temporary keys come from. Both throw problems only. */
export interface KeySources {
  readonly assume: (role: AssumedRole) => Promise<Keys>
  readonly ambient: () => Promise<Keys>
}

export function signerOf(connection: Connection, cache: KeyCache, sources: KeySources): Signer {
  const { credentials } = connection
  switch (credentials.type) {
    case 'access_key':
      return lasting(keysOf(credentials))
    case 'emulator':
      return lasting(emulatorCredentials)
    case 'ambient':
      return temporary(cache, 'ambient', '', sources.ambient)
    case 'assume_role':
      return temporary(cache, nameOf(connection, credentials), hashOf(connection.sessionPolicy), () => sources.assume(credentials)) // prettier-ignore
  }
}

function lasting(keys: Keys): Signer {
  const given = Promise.resolve(keys)
  return { keys: () => given, drop: () => false, forgetRefusals: () => undefined }
}

function temporary(
  cache: KeyCache,
  role: string,
  narrowed: string,
  load: () => Promise<Keys>,
): Signer {
  const name = `${role} ${narrowed}`
  return {
    forgetRefusals: () => cache.forgetRefusals(`${role} `),
    keys: () => cache.get(name, load),
    drop: (keys) => {
      cache.drop(name, keys)
      return true
    },
  }
}

function keysOf({ access_key_id, secret_access_key, session_token }: AccessKey): Keys {
  return {
    accessKeyId: access_key_id,
    secretAccessKey: secret_access_key,
    ...(session_token !== undefined && { sessionToken: session_token }),
  }
}

/** Everything that decides which role comes back. The secret counts, so that a corrected one is tried. */
const nameOf = ({ region, endpoint }: Connection, role: AssumedRole): string =>
  hashOf([region, endpoint, role.role_arn, role.session_name, role.external_id, role.source])

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('base64')
