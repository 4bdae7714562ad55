import type { NewMessage } from '@outcrop/contract'

/** What came of the actions that an agent handed over. */
export type ActionResults = Extract<NewMessage, { results: unknown }>['results']
