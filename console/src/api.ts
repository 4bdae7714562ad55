import { ApiProblem, createClient, UnexpectedAnswer, type ProblemDocument } from '@outcrop/contract'
import { QueryCache, QueryClient, MutationCache } from '@tanstack/react-query'

/** Every operation of the server that served this page. */
export const api = createClient({ baseUrl: '' })

/** The server's own account of what went wrong; null when the failure was not the server's answer. */
export function problemOf(error: unknown): ProblemDocument | null {
  return error instanceof ApiProblem ? error.problem : null
}

/** Whether there was no answer. One that cannot be read, as of another version, comes again like that. */
const isBroken = (error: Error) => problemOf(error) === null && !(error instanceof UnexpectedAnswer)

/** `onSignedOut` is called whenever the server says that nobody is signed in. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (problemOf(error)?.code === 'unauthenticated') onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // The server may be this very machine: that the browser knows no network says nothing about it.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        // What the server refuses it refuses again; only a broken connection is worth a second try.
        retry: (failures, error) => isBroken(error) && failures < 2,
      },
    },
  })
}
