import type { TraceLine } from '@outcrop/contract'
import { Alert, Badge, Card, Grid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { traceQuery } from '../../queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { ConnectionBadge } from './connection-badge.tsx'
import { lastVisitor } from './last-visitor.ts'
import { SendSample } from './send-sample.tsx'
import { TraceActions } from './trace-actions.tsx'
import { TraceLines } from './trace-lines.tsx'
import { TraceReplay } from './trace-replay.tsx'
import { useLiveTrace } from './use-live-trace.ts'

/** One trace while it happens. */
export function LiveTrace({ id }: { readonly id: string }) {
  const live = useLiveTrace(id)
  const open = !['ended', 'refused'].includes(live.connection)
  const trace = useQuery({ ...traceQuery(id), refetchInterval: open ? 5_000 : false })
  const [pausedAt, setPausedAt] = useState<number | null>(null)
  const [replayed, setReplayed] = useState<readonly TraceLine[] | null>(null)
  const shown = pausedAt === null ? live.lines : live.lines.slice(0, pausedAt)
  const waiting = live.lines.length - shown.length
  if (trace.data === undefined && trace.error) {
    return (
      <Page
        title={`Trace ${id}`}
        above={
          <TextLink to="/trace" search={{}}>
            Live trace
          </TextLink>
        }
      >
        <Failure error={trace.error} onRetry={() => void trace.refetch()} />
      </Page>
    )
  }
  const ended = trace.data?.ended_at !== null && trace.data !== undefined
  return (
    <Page
      title={`Trace ${id}`}
      above={
        <TextLink to="/trace" search={{}}>
          Live trace
        </TextLink>
      }
      beside={<ConnectionBadge connection={ended ? 'ended' : live.connection} />}
      actions={
        <TraceActions
          id={id}
          lines={live.lines.length}
          hasEvents={live.lines.some(({ event_id }) => event_id !== undefined)}
          waiting={waiting}
          isPaused={pausedAt !== null}
          isReplaying={replayed !== null}
          hasEnded={ended}
          onPause={(isPaused) => setPausedAt(isPaused ? live.lines.length : null)}
          onReplay={() => setReplayed(live.lines)}
        />
      }
    >
      {trace.error && <Failure error={trace.error} onRetry={() => void trace.refetch()} />}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }} order={{ base: 2, lg: 1 }}>
          <Stack gap="sm">
            <Title order={2} size="h5">
              Lines
            </Title>
            {replayed ? (
              <TraceReplay lines={replayed} onClose={() => setReplayed(null)} />
            ) : (
              <div role="log" aria-label="Trace lines" aria-live="off">
                <TraceLines lines={shown} />
              </div>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }} order={{ base: 1, lg: 2 }}>
          <Card>
            {ended ? (
              <Alert color="gray" role="note" title="This trace has ended">
                <Text size="sm">Events that carry its id are collected, but do not join it.</Text>
              </Alert>
            ) : (
              <SendSample
                traceId={id}
                streamId={trace.data?.stream_id}
                visitorId={lastVisitor(live.lines)}
              />
            )}
            <Badge color="gray" mt="md">
              {formatNumber(trace.data?.events ?? 0)} of 250 events
            </Badge>
          </Card>
        </Grid.Col>
      </Grid>
    </Page>
  )
}
