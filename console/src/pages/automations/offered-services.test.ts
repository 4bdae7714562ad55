import type { Service } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { offeredServices } from './offered-services.ts'

const service = (name: string, state: Service['provider']['state']): Service => ({
  id: `svc_${name}`,
  name,
  description: '',
  provider_id: 'prv_1',
  provider: { name: 'AWS', region: 'us-east-1', state },
  model: 'amazon.nova-micro-v1:0',
  inference: {},
  guardrail: null,
  price: null,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
})
const all = [service('fast', 'ready'), service('new', 'untested'), service('broken', 'failing')]

it('offers services that are ready, and says which are not and why', () => {
  expect(offeredServices(all, '')).toEqual({
    options: [{ value: 'svc_fast', label: 'fast · AWS' }],
    note: 'new, broken are not offered: their providers have not passed the connection test, or AWS refuses them now.',
  })
  expect(offeredServices(all.slice(0, 2), '').note).toBe(
    'new is not offered: its provider has not passed the connection test, or AWS refuses it now.',
  )
  expect(offeredServices(all.slice(0, 1), '').note).toBeNull()
})

it('shows one that was chosen before with its state', () => {
  const { options } = offeredServices(all, 'svc_broken')
  expect(options.map(({ label }) => label)).toEqual(['fast · AWS', 'broken · AWS · Failing'])
})
