import { expect, test } from 'vitest'
import { mappedDocument, mappedMembers, type Mapping } from './mapping.ts'
import type { StepData } from './step-data.ts'

const data: StepData = {
  organizationId: 'org_1',
  run: { id: 'run_1', stepId: 'ask', automationId: 'aut_1' },
  source: { account: 'demo', profile: 'shop', visitorId: 'v1' },
  event: { id: 'evt_1', name: 'view', receivedAt: '2026-01-01T00:00:00.000Z', payload: { price: 5 } }, // prettier-ignore
  visitor: {
    visitor_id: 'v1',
    created_at: '2026-01-01T00:00:00.000Z',
    total_event_count: 1,
    total_visit_count: 1,
    attributes: { metrics: { orders: 3 } },
    badges: [],
    audiences: [],
    current_visit: null,
  },
  steps: {},
}

const typeNames: Record<string, string> = { string: 'String', number: 'Number', object: 'Object' }
const typeOf = (value: unknown) => typeNames[typeof value]

test.each<[string, Partial<Mapping>]>([
  ['nothing but what is always there', {}],
  ['the event', { add_event_payload: true }],
  ['the visitor', { add_visitor_profile: true }],
  [
    'parameters of every kind',
    {
      parameters: [
        { name: 'price', from: { attribute: 'price' } },
        { name: 'orders', from: { visitor: 'orders' } },
        { name: 'greeting', from: { text: 'Hello' } },
        { name: 'line', from: { template: '{{ price }}' } },
      ],
    },
  ],
])('the members that are known before an event are those that a flow gets: %s', (_, part) => {
  const mapping: Mapping = {
    parameters: [],
    add_event_payload: false,
    add_visitor_profile: false,
    add_current_visit: false,
    visitor_profile_shape: 'flat',
    ...part,
  }
  const members = mappedMembers(mapping)
  const document = mappedDocument(mapping, data)
  expect([...members.keys()].toSorted()).toEqual(Object.keys(document).toSorted())
  for (const [name, type] of members) {
    // Null is for what only the event or the visitor will tell.
    if (type !== null) expect([name, typeOf(document[name])]).toEqual([name, type])
  }
  expect(members.get('orders') ?? null).toBeNull()
})
