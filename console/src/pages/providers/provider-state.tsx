import type { Provider } from '@outcrop/contract'
import { Group } from '@mantine/core'
import { StateBadge } from '../../ui/state-badge.tsx'

/** Whether a provider passed its test, and whether its runs wait. */
export function ProviderState({ provider: { state, pause } }: { readonly provider: Provider }) {
  return (
    <Group gap={6}>
      <StateBadge state={state} />
      {pause && <StateBadge state="paused" />}
    </Group>
  )
}
