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

/** Shows a query: its place while loading, its problem when it failed, its data otherwise. */
export function Loaded<Data>({ query, height = 240, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />
  return <Skeleton height={height} radius="md" aria-label="Loading" role="status" />
}
