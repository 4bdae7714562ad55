import type { Service } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { draftOf, emptyDraft, serviceOf } from './service-draft.ts'

const service: Service = {
  id: `svc_${'0'.repeat(32)}`,
  name: 'Fast',
  description: 'For short answers',
  provider_id: `prv_${'0'.repeat(32)}`,
  provider: { name: 'AWS', region: 'us-east-1', state: 'ready' },
  model: 'amazon.nova-micro-v1:0',
  inference: { max_tokens: 100 },
  guardrail: { id: 'gr1', version: '2' },
  price: {
    input_usd_per_million: '1',
    output_usd_per_million: '2',
    cache_read_usd_per_million: '0.1',
    cache_write_usd_per_million: null,
  },
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
}

it('shows a saved service and sends it as it was', () => {
  const { id, provider, created_at, updated_at, ...sent } = service
  expect([id, provider, created_at, updated_at]).not.toContain(undefined)
  expect(serviceOf(draftOf(service), service)).toEqual(sent)
})

it('has neither guardrail nor price unless it is given them', () => {
  const plain = { name: 'x', guardrail: null, price: null }
  expect(serviceOf({ ...emptyDraft, name: ' x ' })).toMatchObject(plain)
  expect(serviceOf({ ...draftOf(service), isGuarded: false })).toMatchObject({ guardrail: null })
})

it('sends a guardrail that nobody has named yet, so that the server says what is missing', () => {
  expect(serviceOf({ ...emptyDraft, isGuarded: true })).toMatchObject({
    guardrail: { id: '', version: 'DRAFT' },
  })
})
