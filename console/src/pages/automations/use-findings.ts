import type { Definition, Finding } from '@outcrop/contract'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api.ts'
import { fieldProblems } from '../../ui/field-problems.ts'
import { shapeFindings } from './findings.ts'

const none: readonly Finding[] = []

/** Everything that would keep a definition from being published, a moment after the typing pauses. */
export function useFindings(draft: Definition): readonly Finding[] {
  const [settled] = useDebouncedValue(draft, 500)
  const ofShape = useMemo(() => shapeFindings(settled), [settled])
  const check = useQuery({
    queryKey: ['check', settled],
    queryFn: ({ signal }) => api.checkAutomation({ body: settled }, { signal }),
    enabled: ofShape.length === 0,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    retry: false,
  })
  return useMemo(() => {
    if (ofShape.length > 0) return ofShape
    const refused = Object.entries(fieldProblems(check.error))
    if (refused.length > 0) return refused.map(([path, message]) => ({ path, message }))
    return check.data?.findings ?? none
  }, [ofShape, check.error, check.data])
}
