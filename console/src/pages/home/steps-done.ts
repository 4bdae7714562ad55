import type { Automation, Provider, Stream } from '@outcrop/contract'

export interface Beginning {
  readonly streams: readonly Stream[]
  readonly providers: readonly Pick<Provider, 'state'>[]
  readonly automations: readonly Pick<Automation, 'published'>[]
  readonly hasEvents: boolean
}

export interface StepsDone {
  readonly stream: boolean
  readonly provider: boolean
  readonly action: boolean
  readonly event: boolean
}

/** Which of the first steps an organization has taken. */
export function stepsDone(beginning: Beginning): StepsDone {
  return {
    stream: beginning.streams.length > 0,
    provider: beginning.providers.some(({ state }) => state !== 'untested' && state !== 'failing'),
    action: beginning.automations.some(({ published }) => published !== null),
    event: beginning.hasEvents,
  }
}

/** A first event for a stream; its visitor can be found again by name. */
export function firstEvent({ account, profile }: Pick<Stream, 'account' | 'profile'>) {
  return {
    tealium_account: account,
    tealium_profile: profile,
    tealium_event: 'add_to_cart',
    tealium_visitor_id: 'first-visitor',
    product_name: 'Trail shoes',
    product_price: 129,
    last_product_viewed: 'Trail shoes',
  }
}
