import type { Automation } from '@outcrop/contract'
import { Badge, Group } from '@mantine/core'
import { StateBadge } from '../../ui/state-badge.tsx'
import { sameJson } from '../../ui/same-json.ts'

/** State and version of an automation. */
export function StateLine({ automation }: { readonly automation: Automation }) {
  const { state, published, draft } = automation
  return (
    <Group gap={6}>
      <StateBadge state={state} />
      {published && <Badge color="gray">Version {published.number}</Badge>}
      {published && !sameJson(published.definition, draft) && (
        <Badge color="blue">Draft differs</Badge>
      )}
    </Group>
  )
}
