import { verdicts, type VerdictCounts } from '@outcrop/contract'
import { Badge, Group } from '@mantine/core'
import { formatNumber } from '../../ui/format.ts'
import { verdictColors } from '../../ui/verdict-colors.ts'

/** How many events there were with each verdict that any had. */
export function VerdictCountList({ counts }: { readonly counts: VerdictCounts }) {
  const some = verdicts.filter((verdict) => counts[verdict] > 0)
  if (some.length === 0) return 'no events'
  return (
    <Group gap={6} display="inline-flex">
      {some.map((verdict) => (
        <Badge key={verdict} color={verdictColors[verdict]} tt="none">
          {formatNumber(counts[verdict])} {verdict}
        </Badge>
      ))}
    </Group>
  )
}
