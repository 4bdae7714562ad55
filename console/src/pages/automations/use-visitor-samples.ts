import type { Trigger } from '@outcrop/contract'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { visitorsQuery } from '../../queries.ts'

export interface VisitorSamples {
  /** What is in the field: the beginning of an id, or a whole one. */
  readonly typed: string
  readonly type: (text: string) => void
  /** Visitors that are offered: of the audience that starts the action, or whose id begins so. */
  readonly ids: readonly string[]
  /** The one that the action is shown on; undefined when there is none. */
  readonly visitorId: string | undefined
}

/** Visitors of the stream that starts an action. */
export function useVisitorSamples(trigger: Trigger, streamId: string | undefined): VisitorSamples {
  const [typed, type] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), 300)
  const audience_id = trigger.type === 'audience' ? trigger.audience_id : undefined
  const filter = settled === '' ? { audience_id } : { id_prefix: settled }
  const found = useQuery({
    ...visitorsQuery({ stream_id: streamId ?? '', limit: 20, ...filter }),
    enabled: streamId !== undefined && audience_id !== '',
  })
  const ids = found.data?.items.map(({ id }) => id) ?? []
  return { typed, type, ids, visitorId: ids.find((id) => id === settled) ?? ids[0] }
}
