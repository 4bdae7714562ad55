import type { Erasure } from '@outcrop/contract'
import { Progress, Stack, Text } from '@mantine/core'
import { counted } from '../../ui/format.ts'

/** How far the removal of a visitor is. */
export function ErasureProgress({ erasure }: { readonly erasure: Erasure }) {
  const { phase, progress, events, runs } = erasure
  return (
    <Stack gap={6} mt="md" role="status" aria-label="Erasure">
      <Progress value={progress * 100} animated aria-label="Event log looked through" />
      <Text size="sm">
        {phase === 'cancelling'
          ? 'Its runs are being stopped.'
          : `Removed ${counted(events, 'event')} and ${counted(runs, 'run')} so far.`}
      </Text>
    </Stack>
  )
}
