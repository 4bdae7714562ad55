import { describe, expect, it } from 'vitest'
import { idNamed } from './id-named.ts'

const first = `fed_${'1'.repeat(32)}`
const second = `fed_${'2'.repeat(32)}`
const things = [
  { id: first, name: 'Cart' },
  { id: second, name: 'Orders' },
]
const list = (items: typeof things) => () => Promise.resolve({ items, next: null })

describe('the id of a thing', () => {
  it('is that of its name, found on any page', async () => {
    const pages = (page: { cursor?: string }) =>
      Promise.resolve({
        items: things.slice(page.cursor ? 1 : 0, page.cursor ? 2 : 1),
        next: page.cursor ? null : 'more',
      })
    expect(await idNamed('feed', 'Orders', pages)).toBe(second)
  })

  it('is taken as it is, without a look at the list', async () => {
    const unread = () => Promise.reject(new Error('nobody should ask'))
    expect(await idNamed('feed', second, unread)).toBe(second)
  })

  it('is not guessed when several things have the name', async () => {
    const twice = things.map((thing) => ({ ...thing, name: 'Cart' }))
    await expect(idNamed('feed', 'Cart', list(twice))).rejects.toMatchObject({
      failure: { exitCode: 2, remedy: `Name one by its id: ${first}, ${second}.` },
    })
  })

  it('is not there for an unknown name, and the failure lists what there is', async () => {
    await expect(idNamed('feed', 'cart', list(things))).rejects.toMatchObject({
      failure: {
        exitCode: 2,
        detail: 'There is no feed "cart".',
        remedy: 'Name one of these, or an id: "Cart", "Orders".',
      },
    })
    await expect(idNamed('feed', 'cart', list([]))).rejects.toMatchObject({
      failure: { remedy: 'There are none yet.' },
    })
  })
})
