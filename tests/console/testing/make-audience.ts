import { routes } from '@outcrop/contract'
import type { Page } from 'playwright-core'

interface Asking {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

/** Asks the API as the signed-in person of a page; gives the answer as text. */
function ask(page: Page, asking: Asking): Promise<string> {
  return page.evaluate(async ({ method, path, body }) => {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${text}`)
    return text
  }, asking)
}

const isCart = { scope: 'event', attribute: 'tealium_event', operator: 'equals', value: 'add_to_cart' } // prettier-ignore
const count = { kind: 'increment_key', key: { scope: 'event', attribute: 'product_name' }, by: { value: 1 } } // prettier-ignore

/** Makes a tally of what is put into carts, and an audience that asks about it. */
export async function makeAudience(page: Page): Promise<void> {
  const streams = await ask(page, { method: 'GET', path: routes.listStreams.path })
  const [stream] = routes.listStreams.response.parse(JSON.parse(streams)).items
  const post = (path: string, thing: Record<string, unknown>) =>
    ask(page, { method: 'POST', path, body: JSON.stringify({ stream_id: stream?.id, ...thing }) })
  await post(routes.createAttribute.path, {
    name: 'products_in_carts',
    title: 'Products in carts',
    scope: 'visitor',
    type: 'tally',
    enrichments: [{ when: 'any_event', condition: { all: [isCart] }, change: count }],
  })
  const shoes = { scope: 'visitor', attribute: 'products_in_carts', key: 'Trail shoes' }
  const lately = { scope: 'visitor', attribute: 'last_visit', operator: 'occurred_less_than', value: 30, unit: 'days' } // prettier-ignore
  await post(routes.createAudience.path, {
    name: 'Keen',
    description: 'Those who have put shoes into a cart of late.',
    condition: {
      all: [{ ...shoes, operator: 'greater_than_or_equal', value: 1 }, { any: [lately] }],
    },
  })
}
