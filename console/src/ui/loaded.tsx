import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Failure } from './failure.tsx'

/** What must be known of a query to show it. */
interface Loadable<Data> {
  readonly data: Data | undefined
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => unknown
}

interface LoadedProps<Data> {
  readonly query: Loadable<Data>
  /** Height that is kept while loading, in pixels, so that nothing jumps. */
  readonly height?: number
  readonly children: (data: Data) => ReactNode
}

/** Shows a query: its place while loading, its data, and its problem, also above what is old by then. */
export function Loaded<Data>({ query, height = 240, children }: LoadedProps<Data>) {
  const failure = query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />
  if (query.data !== undefined) {
    return (
      <>
        {failure}
        {children(query.data)}
      </>
    )
  }
  return failure || <Skeleton height={height} radius="md" aria-label="Loading" role="status" />
}
