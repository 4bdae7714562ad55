import type { Service } from '@outcrop/contract'

/** A model set-up that inputs may name instead of a provider and a model. */
export interface KnownService {
  readonly providerId: string
  readonly model: string
  readonly inference: Service['inference']
  readonly guardrail: Service['guardrail']
  readonly price: Service['price']
}

/** A connected agent that inputs may name. */
export interface KnownAgent {
  readonly providerId: string
  readonly aliasArn: string
}

/**
 * What an input may name by its id, besides providers. It is kept in memory, so that an input can be
 * prepared without waiting, and asked per organization, so that nobody names what is another's.
 */
export interface Known {
  service(organizationId: string, id: string): KnownService | undefined
  agent(organizationId: string, id: string): KnownAgent | undefined
}

/** For a world without services and agents. */
export const nothingKnown: Known = { service: () => undefined, agent: () => undefined }
