import { Alert, Button, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { streamsQuery } from '../../queries.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { eventCommand } from '../../ui/event-command.ts'
import { JsonEditor } from '../../ui/json-editor.tsx'
import { parseObject } from '../../ui/parse-object.ts'
import { firstEvent } from '../home/steps-done.ts'
import { EndVisit } from './end-visit.tsx'
import { sendEvent } from './send-event.ts'

interface SendSampleProps {
  readonly traceId: string
  /** Undefined until it is known. */
  readonly streamId: string | undefined
  /** Of the event that came last. */
  readonly visitorId: string | undefined
}

/** Two ways to send an event into a trace: from here, or from a terminal. */
export function SendSample({ traceId, streamId, visitorId }: SendSampleProps) {
  const streams = useQuery(streamsQuery())
  const stream = streams.data?.items.find(({ id }) => id === streamId)
  const [edited, setEdited] = useState<string | null>(null)
  const send = useMutation({ mutationFn: sendEvent })
  if (!stream) return <Skeleton height={410} role="status" aria-label="Loading" />
  const sample = firstEvent(stream)
  const text = edited ?? JSON.stringify(sample, null, 2)
  const parsed = parseObject(text)
  const traced = (payload: Record<string, unknown>) => ({ ...payload, tealium_trace_id: traceId })
  return (
    <Stack gap="sm">
      <Group gap={4} wrap="nowrap">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <b>tealium_trace_id</b> {traceId}
        </Text>
        <CopyButton value={traceId} what="trace id" />
      </Group>
      <Tabs defaultValue="here">
        <Tabs.List mb="sm">
          <Tabs.Tab value="here" px="xs">
            Send sample event
          </Tabs.Tab>
          <Tabs.Tab value="terminal" px="xs">
            From a terminal
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="here">
          <Stack gap="sm">
            <JsonEditor
              label="Event"
              description="The trace id is added when it is sent."
              error={parsed.ok ? undefined : parsed.message}
              value={text}
              onChange={setEdited}
              maxHeight="360px"
            />
            {send.error && (
              <Alert color="red" role="alert" title="The event was not accepted">
                {send.error.message}
              </Alert>
            )}
            <Group>
              <Button
                leftSection={<IconSend size={16} />}
                disabled={!parsed.ok}
                loading={send.isPending}
                onClick={() => {
                  if (parsed.ok) send.mutate(traced(parsed.value))
                }}
              >
                Send event
              </Button>
              <Text size="sm" c="dimmed" role="status">
                {send.isSuccess ? 'Accepted.' : ''}
              </Text>
            </Group>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="terminal">
          <CopyBlock
            what="command"
            text={eventCommand(window.location.origin, traced(parsed.ok ? parsed.value : sample))}
          />
        </Tabs.Panel>
      </Tabs>
      {visitorId !== undefined && (
        <EndVisit traceId={traceId} stream={stream} visitorId={visitorId} />
      )}
    </Stack>
  )
}
