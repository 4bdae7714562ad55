import type {
  ChangedCredentials,
  Credentials,
  NewProvider,
  Provider,
  ProviderLimits,
  providerPatch,
} from '@outcrop/contract'
import type { z } from 'zod'

/** What the form holds; every text may be empty while it is being typed. */
export interface ProviderDraft {
  readonly name: string
  readonly region: string
  readonly endpoint: string
  readonly maxInFlight: number
  readonly narrowRole: boolean
  readonly limits: ProviderLimits
  readonly kind: Credentials['type']
  readonly accessKeyId: string
  readonly secret: string
  readonly sessionToken: string
  readonly roleArn: string
  readonly sessionName: string
  readonly externalId: string
  /** Who assumes the role. */
  readonly source: 'access_key' | 'ambient'
}

export const emptyDraft: ProviderDraft = {
  name: '',
  region: 'us-east-1',
  endpoint: '',
  maxInFlight: 50,
  narrowRole: false,
  limits: { requests_per_minute: null, tokens_per_minute: null, in_flight: null, models: [] },
  kind: 'access_key',
  accessKeyId: '',
  secret: '',
  sessionToken: '',
  roleArn: '',
  sessionName: 'outcrop',
  externalId: '',
  source: 'access_key',
}

/** A saved provider as the form shows it. Secrets never come back, so they are empty. */
export function draftOf({ credentials, ...provider }: Provider): ProviderDraft {
  return {
    ...emptyDraft,
    name: provider.name,
    region: provider.region,
    endpoint: provider.endpoint ?? '',
    maxInFlight: provider.max_in_flight,
    narrowRole: provider.narrow_role,
    limits: provider.limits,
    kind: credentials.type,
    accessKeyId: credentials.access_key_id ?? '',
    roleArn: credentials.role_arn ?? '',
    sessionName: credentials.session_name ?? emptyDraft.sessionName,
    externalId: credentials.external_id ?? '',
    source: credentials.source ?? 'access_key',
  }
}

function keyPairOf(draft: ProviderDraft) {
  return {
    type: 'access_key' as const,
    access_key_id: draft.accessKeyId.trim(),
    secret_access_key: draft.secret.trim(),
    ...(draft.sessionToken.trim() !== '' && { session_token: draft.sessionToken.trim() }),
  }
}

function credentialsOf(draft: ProviderDraft): Credentials {
  switch (draft.kind) {
    case 'access_key':
      return keyPairOf(draft)
    case 'assume_role':
      return {
        type: 'assume_role',
        role_arn: draft.roleArn.trim(),
        session_name: draft.sessionName.trim(),
        ...(draft.externalId.trim() !== '' && { external_id: draft.externalId.trim() }),
        source: draft.source === 'ambient' ? { type: 'ambient' } : keyPairOf(draft),
      }
    case 'ambient':
    case 'emulator':
      return { type: draft.kind }
  }
}

/** The whole provider, as it is created or tested before it is saved. */
export function newProviderOf(draft: ProviderDraft): NewProvider {
  return {
    name: draft.name.trim(),
    region: draft.region.trim(),
    endpoint: draft.endpoint.trim() === '' ? null : draft.endpoint.trim(),
    credentials: credentialsOf(draft),
    max_in_flight: draft.maxInFlight,
    narrow_role: draft.kind === 'assume_role' && draft.narrowRole,
    limits: draft.limits,
  }
}

/** Whether the credentials differ from the saved ones, and must be sent. */
export function credentialsChanged(draft: ProviderDraft, saved: ProviderDraft): boolean {
  if (draft.secret !== '' || draft.sessionToken !== '') return true
  const shown = ['kind', 'accessKeyId', 'roleArn', 'sessionName', 'externalId', 'source'] as const
  return shown.some((name) => draft[name] !== saved[name])
}

/** Whether the saved secret goes with what the form says now, and need not be entered again. */
export const keepsSecret = (draft: ProviderDraft, saved: ProviderDraft): boolean =>
  saved.accessKeyId !== '' && draft.accessKeyId.trim() === saved.accessKeyId && draft.sessionToken === '' // prettier-ignore

function withoutSecret(given: Credentials): ChangedCredentials {
  if (given.type === 'access_key') return { type: given.type, access_key_id: given.access_key_id }
  if (given.type !== 'assume_role' || given.source.type === 'ambient') return given
  const { type, access_key_id } = given.source
  return { ...given, source: { type, access_key_id } }
}

/** What to send about a change: credentials only when they changed, with a secret only when it was entered. */
export function patchOf(draft: ProviderDraft, saved: ProviderDraft): z.input<typeof providerPatch> {
  const { credentials, ...rest } = newProviderOf(draft)
  if (!credentialsChanged(draft, saved)) return rest
  const isKept = draft.secret === '' && keepsSecret(draft, saved)
  return { ...rest, credentials: isKept ? withoutSecret(credentials) : credentials }
}

/** Fields whose problems the form shows beside them, by the paths that the server uses. */
export const shownPaths = [
  'limits.requests_per_minute', 'limits.tokens_per_minute', 'limits.in_flight',
  'name', 'region', 'endpoint', 'max_in_flight', 'credentials.access_key_id',
  'credentials.secret_access_key', 'credentials.session_token', 'credentials.role_arn',
  'credentials.session_name', 'credentials.external_id', 'credentials.source.access_key_id',
  'credentials.source.secret_access_key', 'credentials.source.session_token',
] as const // prettier-ignore
