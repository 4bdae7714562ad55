import { contactSupport, requestReturn, signUp } from './after-sales.ts'
import {
  addToCart,
  arrive,
  purchase,
  removeFromCart,
  search,
  startCheckout,
  view,
  wander,
  type Stage,
} from './scenes.ts'

export type Plan = 'browse' | 'fill-cart' | 'abandon' | 'buy' | 'return' | 'ask'

/** One visit to the shop, from arriving to leaving. Views come before carts, carts before orders. */
export function playSession(stage: Stage, plan: Plan): void {
  arrive(stage)
  if (plan === 'return') sendBack(stage)
  else if (plan === 'ask') ask(stage)
  else shop(stage, plan)
}

function shop(stage: Stage, plan: Plan): void {
  browse(stage, plan === 'browse' ? 5 : 2)
  if (plan === 'browse') return
  fillCart(stage)
  if (plan === 'fill-cart') return
  startCheckout(stage)
  if (plan === 'buy') purchase(stage)
}

function browse(stage: Stage, mostSteps: number): void {
  const steps = stage.random.whole(1, mostSteps)
  for (let step = 0; step < steps; step += 1) {
    stage.random.weighted([[view, 5], [wander, 3], [search, 2]])(stage) // prettier-ignore
  }
  if (stage.random.chance(0.05)) signUp(stage)
}

/** Leaves at least one thing in the cart. */
function fillCart(stage: Stage): void {
  const { shopper, random } = stage
  const wishes = random.weighted([[1, 3], [2, 4], [3, 3], [4, 1]]) // prettier-ignore
  for (let wish = 0; wish < wishes; wish += 1) addToCart(stage, view(stage))
  if (shopper.cart.size > 1 && random.chance(0.3)) removeFromCart(stage)
}

function sendBack(stage: Stage): void {
  stage.tell('page_view', { page_path: '/account/orders', page_type: 'account' })
  requestReturn(stage)
  if (stage.random.chance(0.3)) contactSupport(stage)
}

function ask(stage: Stage): void {
  stage.tell('page_view', { page_path: '/help/contact', page_type: 'help' })
  contactSupport(stage)
}
