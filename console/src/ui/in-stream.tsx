import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { streamsQuery } from '../queries.ts'
import { Loaded } from './loaded.tsx'

interface InStreamProps {
  /** The stream that was asked for. */
  readonly asked?: string | undefined
  /** Gets the stream that something new begins in: the one asked for, or the first; '' when there is none yet. */
  readonly children: (streamId: string) => ReactNode
}

/** What is new begins in a stream. */
export function InStream({ asked, children }: InStreamProps) {
  const streams = useQuery(streamsQuery())
  return (
    <Loaded query={streams} height={640}>
      {({ items }) => children(asked ?? items[0]?.id ?? '')}
    </Loaded>
  )
}
