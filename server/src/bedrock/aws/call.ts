import type { Connection } from '../connection.ts'
import type { Clients } from './clients.ts'
import type { Service } from './endpoint-of.ts'

/** What a call is, for the text of a problem. */
export interface About {
  /** As IAM names it. */
  readonly operation: string
  /** The beginning of a sentence about it, such as "Listing foundation models". */
  readonly what: string
  readonly signal?: AbortSignal | undefined
}

export interface Call<T> extends About {
  readonly service: Service
  readonly send: (clients: Clients, options: { abortSignal?: AbortSignal }) => Promise<T>
}

/** Makes a call; with fresh keys once more when AWS refuses temporary ones. Throws `Problem`. */
export type MakeCall = <T>(connection: Connection, call: Call<T>) => Promise<T>
