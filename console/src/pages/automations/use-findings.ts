import type { Definition, Finding } from '@outcrop/contract'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api.ts'
import { fieldProblems } from '../../ui/field-problems.ts'
import { shapeFindings } from './findings.ts'

interface Checked {
  /** What keeps it from being published. */
  readonly findings: readonly Finding[]
  /** What does not, and should be known all the same. */
  readonly notes: readonly Finding[]
}

const none: readonly Finding[] = []

/** What a check says of a definition, a moment after the typing pauses. */
export function useFindings(draft: Definition): Checked {
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
    if (ofShape.length > 0) return { findings: ofShape, notes: none }
    const refused = Object.entries(fieldProblems(check.error))
    if (refused.length > 0) {
      return { findings: refused.map(([path, message]) => ({ path, message })), notes: none }
    }
    return check.data ?? { findings: none, notes: none }
  }, [ofShape, check.error, check.data])
}
