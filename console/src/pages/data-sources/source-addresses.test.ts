import { expect, it } from 'vitest'
import { integrationAddress, sourceCommand } from './source-addresses.ts'

const at = '2026-01-01T00:00:00.000Z'
const stream = { id: 'str_1', account: 'demo', profile: 'shop', max_requests_per_s: null, created_at: at } // prettier-ignore
const source = {
  id: 'src_1',
  stream_id: 'str_1',
  name: "Kids' shop",
  description: '',
  platform: 'web' as const,
  key: "kids' shop/1",
  events_24h: 0,
  events_7d: 0,
  events_30d: 0,
  last_event_at: null,
  created_at: at,
  updated_at: at,
}

it('puts the key into the event, whatever characters it has', () => {
  const command = sourceCommand('http://localhost:4700', stream, source)
  expect(command).toContain(`"tealium_account":"demo","tealium_profile":"shop"`)
  expect(command).toContain(String.raw`"tealium_datasource":"kids'\'' shop/1"`)
})

it('puts the key into the path, as one segment', () => {
  expect(integrationAddress('http://localhost:4700', stream, source)).toBe(
    "http://localhost:4700/integration/event/demo/shop/kids'%20shop%2F1",
  )
})
