import type { Stream } from '@outcrop/contract'
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { sendEvent } from './send-event.ts'

interface EndVisitProps {
  readonly traceId: string
  readonly stream: Stream
  readonly visitorId: string
}

/** Ends the visit of a visitor by an event that asks for it, so that nobody waits half an hour. */
export function EndVisit({ traceId, stream, visitorId }: EndVisitProps) {
  const end = useMutation({ mutationFn: sendEvent })
  return (
    <Stack gap={4} align="flex-start">
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} />}
        loading={end.isPending}
        onClick={() =>
          end.mutate({
            tealium_account: stream.account,
            tealium_profile: stream.profile,
            tealium_visitor_id: visitorId,
            tealium_event: 'end_of_visit',
            kill_visitor_session: true,
            tealium_trace_id: traceId,
          })
        }
      >
        End the visit
      </Button>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        Sends an event of {visitorId} that ends the visit at once. The trace goes on.
      </Text>
      {end.error && (
        <Alert color="red" role="alert" title="The event was not accepted">
          {end.error.message}
        </Alert>
      )}
    </Stack>
  )
}
