import { problemOfResponse } from './problem-of-response.ts'
import type { Route, RouteInput, RouteOutput } from './route.ts'
import { routes, type Routes } from './routes/index.ts'
import { UnexpectedAnswer } from './unexpected-answer.ts'

export interface ClientOptions {
  /** Where the server is, such as http://localhost:4700. Empty in a browser: the same origin. */
  readonly baseUrl: string
  readonly apiKey?: string
  readonly fetch?: typeof globalThis.fetch
}

type Call<R extends Route> = keyof RouteInput<R> extends never
  ? (input?: Record<string, never>, options?: CallOptions) => Promise<RouteOutput<R>>
  : (input: RouteInput<R>, options?: CallOptions) => Promise<RouteOutput<R>>

interface CallOptions {
  readonly signal?: AbortSignal
}

/** A function for each operation of the API. */
export type Client = { readonly [Name in keyof Routes]: Call<Routes[Name]> }

interface AnyInput {
  readonly params?: Record<string, string | number | boolean>
  readonly query?: Record<string, string | number | boolean | undefined>
  readonly body?: unknown
}

/** The URL of a route with its parameters filled in. */
export function urlOf(path: string, { params = {}, query = {} }: AnyInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.size === 0 ? filled : `${filled}?${search.toString()}`
}

async function call(
  options: ClientOptions,
  route: Route,
  input: AnyInput,
  { signal }: CallOptions,
) {
  const send = options.fetch ?? globalThis.fetch
  const response = await send(options.baseUrl + urlOf(route.path, input), {
    method: route.method,
    headers: {
      ...(options.apiKey && { authorization: `Bearer ${options.apiKey}` }),
      ...(input.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    ...(signal && { signal }),
  })
  if (!response.ok) throw await problemOfResponse(response)
  return answerOf(route, response)
}

async function answerOf(route: Route, response: Response): Promise<unknown> {
  const body: unknown = response.status === 204 ? null : await response.json().catch(notJson)
  const parsed = route.response.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UnexpectedAnswer(
    `${route.method} ${route.path} gave something else than the contract says, at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`,
  )
}

function notJson(error: unknown): never {
  if (!(error instanceof SyntaxError)) throw error
  throw new UnexpectedAnswer('The answer is not JSON.')
}

/** A client for every operation. Throws `ApiProblem` when the server refuses, `UnexpectedAnswer` when what answers is something else. */
export function createClient(options: ClientOptions): Client {
  const calls = Object.entries(routes).map(([name, route]) => [
    name,
    (input: AnyInput = {}, callOptions: CallOptions = {}) =>
      call(options, route, input, callOptions),
  ])
  // eslint-disable-next-line no-restricted-syntax -- Object.entries loses the mapped type; `routes` above is its only source
  return Object.fromEntries(calls) as Client
}
