import type { Provider } from '@outcrop/contract'
import { Card, Stack, Text } from '@mantine/core'
import { ProblemView } from '../../ui/problem-view.tsx'
import { Time } from '../../ui/time.tsx'

/** Why all runs of a provider wait, and who ends that. */
export function PauseCard({ pause }: { readonly pause: NonNullable<Provider['pause']> }) {
  const { problem, since, retest_at } = pause
  return (
    <Card>
      <Stack gap="sm">
        <Text fw={600}>Paused: all runs of this provider wait until its test passes</Text>
        <Text size="sm" c="dimmed">
          Since <Time iso={since} ago />.
          {retest_at && (
            <>
              {' '}
              Outcrop tests it by itself; next at <Time iso={retest_at} />.
            </>
          )}
        </Text>
        <ProblemView problem={problem} />
      </Stack>
    </Card>
  )
}
