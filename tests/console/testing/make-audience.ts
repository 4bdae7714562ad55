import type { Page } from 'playwright-core'

/** Makes a tally and an audience that asks about it, as the signed-in person of a page. */
export async function makeAudience(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ask = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`/api/v1/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
      return response.json()
    }
    const streams = await ask('GET', 'streams')
    const stream_id = streams.items[0].id
    const carts = { scope: 'event', attribute: 'tealium_event', operator: 'equals', value: 'add_to_cart' } // prettier-ignore
    const change = { kind: 'increment_key', key: { scope: 'event', attribute: 'product_name' }, by: { value: 1 } } // prettier-ignore
    await ask('POST', 'attributes', {
      stream_id,
      name: 'products_in_carts',
      title: 'Products in carts',
      scope: 'visitor',
      type: 'tally',
      enrichments: [{ when: 'any_event', condition: { all: [carts] }, change }],
    })
    const tally = { scope: 'visitor', attribute: 'products_in_carts' }
    await ask('POST', 'audiences', {
      stream_id,
      name: 'Keen',
      description: 'Those who have put shoes into a cart of late.',
      condition: {
        all: [
          { ...tally, key: 'Trail shoes', operator: 'greater_than_or_equal', value: 1 },
          { any: [{ scope: 'visitor', attribute: 'last_visit', operator: 'occurred_less_than', value: 30, unit: 'days' }] }, // prettier-ignore
        ],
      },
    })
  })
}
