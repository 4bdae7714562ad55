import type { Verdict } from '@outcrop/contract'
import { Badge } from '@mantine/core'
import { words } from './format.ts'
import { verdictColors } from './verdict-colors.ts'

/** How an event keeps to its specification; undefined when its stream has none of its name. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict | undefined }) {
  if (verdict === undefined) return <Badge color="blue">No spec</Badge>
  return <Badge color={verdictColors[verdict]}>{words(verdict)}</Badge>
}
