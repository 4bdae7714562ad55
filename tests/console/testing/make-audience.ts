import { routes } from '@outcrop/contract'
import type { Page } from 'playwright-core'
import { makeInShop } from './make-in-shop.ts'

const isCart = { scope: 'event', attribute: 'tealium_event', operator: 'equals', value: 'add_to_cart' } // prettier-ignore
const count = { kind: 'increment_key', key: { scope: 'event', attribute: 'product_name' }, by: { value: 1 } } // prettier-ignore

/** Makes a tally of what is put into carts, and an audience that asks about it. */
export async function makeAudience(page: Page): Promise<void> {
  await makeInShop(page, routes.createAttribute.path, {
    name: 'products_in_carts',
    title: 'Products in carts',
    scope: 'visitor',
    type: 'tally',
    enrichments: [{ when: 'any_event', condition: { all: [isCart] }, change: count }],
  })
  const shoes = { scope: 'visitor', attribute: 'products_in_carts', key: 'Trail shoes' }
  const lately = { scope: 'visitor', attribute: 'last_visit', operator: 'occurred_less_than', value: 30, unit: 'days' } // prettier-ignore
  await makeInShop(page, routes.createAudience.path, {
    name: 'Keen',
    description: 'Those who have put shoes into a cart of late.',
    condition: {
      all: [{ ...shoes, operator: 'greater_than_or_equal', value: 1 }, { any: [lately] }],
    },
  })
}
