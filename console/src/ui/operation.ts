import type { routes } from '@outcrop/contract'

/** An operation of the API, by its name in the contract. */
export type Operation = keyof typeof routes
