import type { ReactNode } from 'react'
import { NotAllowed } from './not-allowed.tsx'
import type { Operation } from './operation.ts'
import { useMay } from './use-may.ts'

interface MayProps {
  /** What is done with what is inside. */
  readonly do: Operation
  /** Whether the place says why there is nothing. */
  readonly orSay?: boolean
  readonly children: ReactNode
}

/** Shows what a role may use, and leaves the rest away: a button that is refused helps nobody. */
export function May({ do: operation, orSay = false, children }: MayProps) {
  const may = useMay(operation)
  if (may) return children
  return orSay ? <NotAllowed operation={operation} /> : null
}
