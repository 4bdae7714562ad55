import { isUsable, type Service } from '@outcrop/contract'
import { words } from '../../ui/format.ts'

interface Offer {
  readonly options: { value: string; label: string }[]
  /** What is missing among them, and why. */
  readonly note: string | null
}

/**
 * Services that a step can use. As with providers, one that is not ready is offered nowhere: it is
 * shown only where it has been chosen before, and its state with it.
 */
export function offeredServices(services: readonly Service[], chosen: string): Offer {
  const isOffered = ({ id, provider }: Service) => isUsable(provider.state) || id === chosen
  const left = services.filter((service) => !isOffered(service)).map(({ name }) => name)
  const [is, reason, it] = left.length === 1 ? ['is', 'its provider has', 'it'] : ['are', 'their providers have', 'them'] // prettier-ignore
  return {
    options: services.filter(isOffered).map(({ id, name, provider }) => ({
      value: id,
      label: `${name} · ${provider.name}${provider.state === 'ready' ? '' : ` · ${words(provider.state)}`}`,
    })),
    note: left.length === 0 ? null : `${left.join(', ')} ${is} not offered: ${reason} not passed the connection test, or AWS refuses ${it} now.`, // prettier-ignore
  }
}
