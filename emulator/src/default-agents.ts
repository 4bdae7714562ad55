import type { AccountInput } from './accounts/account-schema.ts'
import { isJsonObject, type Json } from './json.ts'
import { fraction } from './model/hash.ts'

const region = 'us-east-1'

/** What the shop's agent has read. */
export const shopKnowledge: NonNullable<AccountInput['knowledgeBases']> = [
  {
    id: 'SHOPFAQKB1',
    name: 'Shop handbook',
    description: 'What customers of the shop may expect.',
    region,
    documents: [
      {
        uri: 's3://demo-shop/handbook/returns.md',
        text: 'Unused products can be sent back within 60 days of delivery. The refund arrives on the original payment method within 5 working days after the parcel has reached us. Returns are free in the country of the order. Boots and shoes that were worn outside are exchanged only when they are faulty.',
      },
      {
        uri: 's3://demo-shop/handbook/shipping.md',
        text: 'Standard shipping takes 3 to 5 working days and is free above 80 euros. Express shipping takes one working day and costs 12 euros. Tents and other bulky goods are shipped by freight within 7 working days.',
      },
      {
        uri: 's3://demo-shop/handbook/warranty.md',
        text: 'Every product has a warranty of two years. Jackets and backpacks of our own brand are repaired for free during five years. Keep the receipt or the confirmation mail as a proof.',
      },
    ],
  },
]

/** The agent that the demo account has: it knows a handbook, looks orders up and hands refunds over. */
export const defaultAgents: NonNullable<AccountInput['agents']> = [
  {
    id: 'SHOPAGENT1',
    name: 'shop-support',
    description: 'Answers customers of the outdoor shop.',
    region,
    instruction:
      'You are the support assistant of an outdoor shop. You help customers with their orders, with returns and with questions about products. Be polite and brief. Look orders up before you speak about them, and never promise a refund yourself.',
    foundationModel: 'amazon.nova-lite-v1:0',
    idleSessionTTLInSeconds: 600,
    knowledgeBases: ['SHOPFAQKB1'],
    actionGroups: [
      {
        name: 'Orders',
        description: "The shop's order system.",
        executor: { lambda: `arn:aws:lambda:${region}:111122223333:function:demo-shop-orders` },
        functions: [
          {
            name: 'get_order_status',
            description: 'Tells where an order is.',
            parameters: {
              order_id: { description: 'The number of the order.', required: true },
            },
            cues: [
              '/\\b(?:where|status|track|when)\\b[^?]*\\border\\b/i',
              '/\\border\\b[^?]*\\bstatus\\b/i',
            ],
          },
        ],
      },
      {
        name: 'Refunds',
        description: 'Refunds are decided by people.',
        executor: 'RETURN_CONTROL',
        functions: [
          {
            name: 'issue_refund',
            description: 'Pays the money for an order back.',
            parameters: {
              order_id: { description: 'The number of the order.', required: true },
              reason: { description: 'Why the customer wants the money back.' },
            },
            cues: ['/\\b(?:refund|pay)\\b[^?]*\\border\\b/i'],
          },
        ],
      },
    ],
    aliases: [
      { id: 'SHOPLIVE01', name: 'live', version: '1' },
      { id: 'SHOPNEXT01', name: 'next', description: 'Made without a version.' },
    ],
  },
]

const stages = ['packed', 'shipped', 'in delivery', 'delivered'] as const

/** The order system of the demo shop: the same order always has the same status. */
export function shopOrders(event: Json): Json {
  const {
    actionGroup = null,
    function: name = null,
    parameters = [],
  } = isJsonObject(event) ? event : {}
  const list = Array.isArray(parameters) ? parameters.filter(isJsonObject) : []
  const orderId = list.find((each) => each.name === 'order_id')?.value ?? ''
  const place = fraction(`order ${JSON.stringify(orderId)}`)
  const status = stages[Math.floor(place * stages.length)] ?? 'packed'
  const body = JSON.stringify({
    order_id: orderId,
    status,
    carrier: place < 0.5 ? 'Alpine Post' : 'Northwind Parcel',
    days_until_delivery: status === 'delivered' ? 0 : 1 + Math.floor(place * 4),
  })
  return {
    messageVersion: '1.0',
    response: {
      actionGroup,
      function: name,
      functionResponse: { responseBody: { TEXT: { body } } },
    },
  }
}
