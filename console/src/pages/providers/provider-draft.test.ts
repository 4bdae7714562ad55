import { newProvider, type Provider } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import {
  credentialsChanged,
  draftOf,
  emptyDraft,
  keepsSecret,
  newProviderOf,
  patchOf,
} from './provider-draft.ts'

const key = { accessKeyId: 'AKIAEXAMPLE000000001', secret: 'secret' }

const saved: Provider = {
  id: `prv_${'0'.repeat(32)}`,
  name: 'Production',
  region: 'eu-central-1',
  endpoint: null,
  credentials: {
    type: 'assume_role',
    role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
    session_name: 'outcrop',
    external_id: 'outcrop-1',
    source: 'access_key',
    access_key_id: 'AKIAEXAMPLE000000001',
  },
  max_in_flight: 20,
  limits: { requests_per_minute: 600, tokens_per_minute: null, in_flight: null, models: [] },
  state: 'ready',
  paused_targets: 0,
  keys: [],
  narrow_role: true,
  last_test: null,
  pause: null,
  created_at: '2026-03-01T12:00:00.000Z',
  updated_at: '2026-03-01T12:00:00.000Z',
}

describe('a new provider', () => {
  it.each([
    ['access key', { kind: 'access_key', ...key }],
    ['access key with token', { kind: 'access_key', ...key, sessionToken: 'token' }],
    ['role by key', { kind: 'assume_role', roleArn: saved.credentials.role_arn ?? '', ...key }],
    [
      'role by machine',
      { kind: 'assume_role', roleArn: saved.credentials.role_arn ?? '', source: 'ambient' },
    ],
    ['machine', { kind: 'ambient' }],
    ['emulator', { kind: 'emulator' }],
  ] as const)('with %s is what the contract takes', (_, part) => {
    const provider = newProviderOf({ ...emptyDraft, name: ' Shop ', ...part })
    expect(newProvider.parse(provider)).toEqual(provider)
    expect(provider).toMatchObject({ name: 'Shop', endpoint: null })
  })

  it('carries no optional member that was left empty', () => {
    const { credentials } = newProviderOf({ ...emptyDraft, ...key })
    expect(credentials).not.toHaveProperty('session_token')
  })
})

describe('a changed provider', () => {
  const draft = draftOf(saved)

  it('sends no credentials when none changed', () => {
    expect(patchOf({ ...draft, name: 'Renamed' }, draft)).toEqual({
      name: 'Renamed',
      region: 'eu-central-1',
      endpoint: null,
      max_in_flight: 20,
      narrow_role: true,
      limits: { requests_per_minute: 600, tokens_per_minute: null, in_flight: null, models: [] },
    })
  })

  it.each([
    { secret: 'new' },
    { externalId: 'outcrop-2' },
    { kind: 'emulator' as const },
    { source: 'ambient' as const },
  ])('sends them when %j', (part) => {
    expect(credentialsChanged({ ...draft, ...part }, draft)).toBe(true)
    expect(patchOf({ ...draft, ...part }, draft)).toHaveProperty('credentials')
  })

  it('sends no secret with a role that is assumed by the same key', () => {
    const changed = { ...draft, externalId: 'outcrop-2' }
    expect(keepsSecret(changed, draft)).toBe(true)
    expect(patchOf(changed, draft)).toMatchObject({
      credentials: {
        external_id: 'outcrop-2',
        source: { type: 'access_key', access_key_id: 'AKIAEXAMPLE000000001' },
      },
    })
    expect(JSON.stringify(patchOf(changed, draft))).not.toContain('secret_access_key')
  })

  it.each([{ accessKeyId: 'AKIAEXAMPLE000000002' }, { sessionToken: 'token' }])(
    'asks for the secret with %j',
    (part) => {
      expect(keepsSecret({ ...draft, ...part }, draft)).toBe(false)
      expect(JSON.stringify(patchOf({ ...draft, ...part }, draft))).toContain('secret_access_key')
    },
  )
})
