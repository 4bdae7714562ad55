import { routes } from '@outcrop/contract'
import type { Page } from 'playwright-core'
import { makeInShop } from './make-in-shop.ts'

/** Makes a specification of carts in the demo shop, which asks for an attribute that nobody sends. */
export const makeSpecification = (page: Page): Promise<void> =>
  makeInShop(page, routes.createSpecification.path, {
    name: 'add_to_cart',
    description: 'Something is put into a cart.',
    attributes: [
      { name: 'product_name', type: 'string', description: 'As it is shown in the shop' },
      { name: 'cart_total', type: 'number' },
      { name: 'coupon', type: 'string', required: false },
    ],
  })
