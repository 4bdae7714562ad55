import { routes } from '@outcrop/contract'
import type { Page } from 'playwright-core'
import { makeInShop } from './make-in-shop.ts'

/** Makes a data source of the demo shop, with the key `web-shop`. */
export const makeDataSource = (page: Page): Promise<void> =>
  makeInShop(page, routes.createDataSource.path, {
    name: 'Web shop',
    description: 'The site at shop.example, all languages.',
    platform: 'web',
    key: 'web-shop',
  })
