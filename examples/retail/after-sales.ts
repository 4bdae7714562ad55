import { money } from './shopper.ts'
import type { Stage } from './scenes.ts'
import { generalMessages, hostileMessage, orderMessages, returnReasons } from './words.ts'

/** Sends one item of the oldest order back; each order only once. */
export function requestReturn({ shopper, random, tell }: Stage): void {
  const order = shopper.orders.shift()
  if (!order) return
  const product = random.pick(order.items)
  const [reason, comment] = random.pick(returnReasons)
  tell('return_requested', {
    order_id: order.id,
    product_id: product.id,
    product_name: product.name,
    refund_amount: money(product.cents),
    return_reason: reason,
    ...(comment !== '' && { return_comment: comment }),
  })
}

/** Writes to the shop: about the latest order when there is one, else with a question. */
export function contactSupport({ shopper, random, tell }: Stage): void {
  const order = shopper.orders.at(-1)
  const friendly = random.pick(order ? orderMessages : generalMessages)
  const message = shopper.isHostile ? hostileMessage : friendly
  tell('support_contact', {
    channel: random.weighted([['chat', 4], ['email', 3], ['form', 1]]), // prettier-ignore
    topic: message.topic,
    language: message.language,
    support_text: message.text,
    ...(order && { order_id: order.id }),
  })
}

export function signUp({ random, tell }: Stage): void {
  tell('newsletter_signup', {
    newsletter_topics: random.pick([
      ['sale'],
      ['hiking'],
      ['running', 'sale'],
      ['camping', 'family'],
    ]),
    signup_place: random.weighted([['footer', 3], ['popup', 2], ['checkout', 1]]), // prettier-ignore
  })
}
