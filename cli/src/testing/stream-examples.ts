// One thing of each kind that a stream has, as the API shows it.

export const id = (prefix: string) => `${prefix}_${'0'.repeat(32)}`
const at = '2026-01-01T00:00:00.000Z'
export const stream = (profile: string, stream_id = id('str')) => ({
  id: stream_id,
  account: 'demo',
  profile,
  max_requests_per_s: null,
  created_at: at,
})
export const value = {
  name: 'lifetime_value',
  scope: 'visitor',
  type: 'number',
  enrichments: [
    { change: { kind: 'increment', by: { scope: 'event', attribute: 'order_total' } } },
  ],
}
export const attribute = {
  ...value,
  id: id('atr'),
  stream_id: id('str'),
  title: '',
  description: '',
  enrichments: value.enrichments.map((one) => ({
    when: 'any_event',
    condition: { all: [] },
    ...one,
  })),
  preloaded: false,
  created_at: at,
  updated_at: at,
}
export const best = { name: 'High value', condition: { attribute: 'lifetime_value', operator: 'greater_than', value: 500 } } // prettier-ignore
export const audience = {
  ...best,
  condition: { scope: 'visitor', ...best.condition },
  id: id('adn'),
  stream_id: id('str'),
  description: 'The best',
  size: 1234,
  filling: null,
  created_at: at,
  updated_at: at,
}
export const till = { name: 'Till', platform: 'server', key: 'till-1' }
export const source = {
  ...till,
  id: id('src'),
  stream_id: id('str'),
  description: '',
  events_24h: 1234,
  events_7d: 5000,
  events_30d: 20000,
  last_event_at: at,
  created_at: at,
  updated_at: at,
}
const ofPurchase = [{ name: 'order_total', type: 'number', required: true, description: '' }]
export const proposal = {
  name: 'purchase',
  description: '',
  attributes: ofPurchase,
  allow_others: false,
}
const counts = { valid: 1234, warn: 5, invalid: 6 }
export const specification = {
  ...proposal,
  id: id('spc'),
  stream_id: id('str'),
  events_24h: counts,
  events_7d: counts,
  events_30d: counts,
  last_event_at: at,
  created_at: at,
  updated_at: at,
}
export const unknown = { stream_id: id('str'), key: 'kiosk', events: 7, first_event_at: at, last_event_at: at } // prettier-ignore
export const unsourced = { stream_id: id('str'), events_24h: 2, events_7d: 4, events_30d: 1234, last_event_at: at } // prettier-ignore
export const visitor = {
  id: 'v/1',
  stream_id: id('str'),
  created_at: at,
  last_event_at: at,
  events: 12,
  visits: 2,
  stitched_ids: [],
  attributes: { lifetime_value: 700 },
  visit: null,
  audiences: [{ id: audience.id, name: 'High value', joined_at: at }],
}
