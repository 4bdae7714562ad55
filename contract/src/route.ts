import type { z } from 'zod'
import { sent } from './sent.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** What a caller must be allowed to do. `public` needs no credentials. */
export type Scope = 'public' | 'read' | 'write' | 'admin'

/**
 * One operation of the API as data: server, client, OpenAPI and documentation all read this.
 * Path parameters are written `:name` and must have a schema in `params`.
 */
export interface Route {
  readonly method: Method
  readonly path: `/${string}`
  readonly summary: string
  /** What the summary has no room for. */
  readonly description?: string
  readonly scope: Scope
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly response: z.ZodType
}

/** Keeps the exact types of a route. What is sent to it may hold nothing that it does not know. */
export function defineRoute<const R extends Route>(route: R): R {
  const { query, body } = route
  return { ...route, ...(query && { query: sent(query) }), ...(body && { body: sent(body) }) }
}

type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : never
type Part<R, Name extends 'params' | 'query' | 'body'> =
  R extends Record<Name, infer Schema>
    ? Schema extends z.ZodType
      ? Given<Name, Input<Schema>>
      : unknown
    : unknown
type Given<Name extends string, Value> = undefined extends Value
  ? { readonly [Each in Name]?: Value }
  : Record<Name, Value>

/** What a caller gives: exactly the parts that the route declares; a body that has defaults may be left out. */
export type RouteInput<R extends Route> = Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'>

/** What a caller gets. */
export type RouteOutput<R extends Route> = z.output<R['response']>
