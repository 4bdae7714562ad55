import { Button, Group, Text } from '@mantine/core'
import { Time } from '../../ui/time.tsx'
import { useRefreshModels } from '../providers/use-refresh-models.ts'
import { May } from '../../ui/may.tsx'

interface ModelListAgeProps {
  readonly providerId: string
  readonly readAt: string
}

/** How old the list of models is, and the way to a new one. */
export function ModelListAge({ providerId, readAt }: ModelListAgeProps) {
  const refresh = useRefreshModels(providerId)
  return (
    <>
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          Models listed <Time iso={readAt} ago />
        </Text>
        <May do="refreshModels">
          <Button
            size="compact-xs"
            variant="subtle"
            loading={refresh.isPending}
            onClick={() => refresh.mutate()}
          >
            Ask AWS again
          </Button>
        </May>
      </Group>
      {refresh.error && (
        <Text size="xs" c="var(--mantine-color-error)" role="status">
          {refresh.error.message}
        </Text>
      )}
    </>
  )
}
