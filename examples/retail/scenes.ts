import { categories, products, searches, type Product } from './catalogue.ts'
import type { Random } from './random.ts'
import { cartTotals, lifetimeOf, money, type Shopper } from './shopper.ts'
import { hostileNote, orderNotes } from './words.ts'

export type Attributes = Record<string, string | number | readonly (string | number)[]>

/** What a scene is played on. `tell` records an event and lets some time pass. */
export interface Stage {
  readonly shopper: Shopper
  readonly random: Random
  readonly tell: (event: string, attributes: Attributes) => void
}

const shown = ({ id, name, category, cents }: Product) => ({
  product_id: id,
  product_name: name,
  product_category: category,
  product_price: money(cents),
})

const lastViewedOf = ({ lastViewed }: Shopper) => ({ last_product_viewed: lastViewed?.name ?? '' })

export function arrive({ shopper, random, tell }: Stage): void {
  shopper.visits += 1
  const referrer = random.weighted([
    ['https://www.google.com/', 5],
    ['', 3],
    ['https://newsletter.example/june', 2],
    ['https://www.instagram.com/', 2],
    ['https://outdoor-forum.example/boots', 1],
  ])
  tell('page_view', {
    page_path: '/',
    page_type: 'home',
    visit_count: shopper.visits,
    ...(referrer !== '' && { referrer }),
  })
}

export function wander({ random, tell }: Stage): void {
  const category = `/${random.pick(categories)}`
  const [path, type] = random.weighted<[path: string, type: string]>([
    [[category, 'category'], 6],
    [['/guides/how-to-choose-a-tent', 'guide'], 1],
    [['/guides/layering', 'guide'], 1],
    [['/help/delivery', 'help'], 1],
    [['/stores', 'stores'], 1],
  ])
  tell('page_view', { page_path: path, page_type: type })
}

export function search({ random, tell }: Stage): void {
  const [term, results] = random.pick(searches)
  tell('search', { search_term: term, search_results: results })
}

export function view({ shopper, random, tell }: Stage): Product {
  const product = random.pick(products)
  shopper.lastViewed = product
  tell('product_view', {
    page_path: `/${product.category}/${product.id.toLowerCase()}`,
    ...shown(product),
  })
  return product
}

export function addToCart({ shopper, random, tell }: Stage, product: Product): void {
  const quantity = product.cents < 5_000 && random.chance(0.3) ? random.whole(2, 4) : 1
  shopper.cart.set(product, (shopper.cart.get(product) ?? 0) + quantity)
  tell('add_to_cart', {
    ...shown(product),
    quantity,
    ...cartTotals(shopper.cart),
    ...lastViewedOf(shopper),
    ...lifetimeOf(shopper),
  })
}

/** Takes the whole of one line out of a cart that holds something. */
export function removeFromCart({ shopper, random, tell }: Stage): void {
  const [product, quantity] = random.pick([...shopper.cart])
  shopper.cart.delete(product)
  tell('remove_from_cart', { ...shown(product), quantity, ...cartTotals(shopper.cart) })
}

export function startCheckout({ shopper, random, tell }: Stage): void {
  const friendly = random.chance(0.12) ? random.pick(orderNotes) : ''
  const note = shopper.isHostile ? hostileNote : friendly
  tell('checkout_started', {
    cart_product_ids: [...shopper.cart.keys()].map(({ id }) => id),
    ...cartTotals(shopper.cart),
    ...lastViewedOf(shopper),
    ...lifetimeOf(shopper),
    ...(note !== '' && { order_note: note }),
  })
}

export function purchase({ shopper, random, tell }: Stage): void {
  const lines = [...shopper.cart]
  const { cart_items: items, cart_total: total } = cartTotals(shopper.cart)
  const id = `R${random.whole(100_000_000, 999_999_999)}`
  shopper.orders.push({ id, items: lines.map(([product]) => product) })
  shopper.lifetimeOrders += 1
  shopper.lifetimeCents += lines.reduce((sum, [{ cents }, quantity]) => sum + cents * quantity, 0)
  shopper.cart.clear()
  tell('purchase', {
    order_id: id,
    order_total: total,
    order_items: items,
    product_ids: lines.map(([product]) => product.id),
    product_quantities: lines.map(([, quantity]) => quantity),
    payment_method: random.weighted([['card', 5], ['paypal', 3], ['invoice', 2]]), // prettier-ignore
    shipping_method: random.weighted([['standard', 4], ['express', 1], ['pickup', 1]]), // prettier-ignore
    ...lifetimeOf(shopper),
  })
}
