import type { Event, Step } from '@outcrop/contract'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** What a step is rendered with: a stored event, a visitor, or a payload while there is neither. */
export type Sample =
  | { readonly event: Event }
  | { readonly visitor: { readonly stream_id: string; readonly visitor_id: string } }
  | { readonly payload: Record<string, unknown> }

/** The sample as the API takes it. */
export function sampleBody(sample: Sample) {
  if ('event' in sample) return { event_id: sample.event.id }
  return 'visitor' in sample ? sample.visitor : { payload: sample.payload }
}

/** Renders the step as it is typed, a moment after the typing pauses. */
export function useStepPreview(step: Step, sample: Sample) {
  const [settled] = useDebouncedValue(step, 400)
  const body = { step: settled, ...sampleBody(sample) }
  return useQuery({
    queryKey: ['preview', body],
    queryFn: ({ signal }) => api.previewStep({ body }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 30_000,
    retry: false,
  })
}
