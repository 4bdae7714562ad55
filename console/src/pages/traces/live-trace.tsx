import type { TraceLine } from '@outcrop/contract'
import { Alert, Badge, Button, Card, Grid, Stack, Text, Title } from '@mantine/core'
import { IconHistory, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { traceQuery } from '../../queries.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Failure } from '../../ui/failure.tsx'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { ConnectionBadge } from './connection-badge.tsx'
import { SendAgain } from './send-again.tsx'
import { SendSample } from './send-sample.tsx'
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
        <>
          <Button
            variant="default"
            leftSection={
              pausedAt === null ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />
            }
            onClick={() => setPausedAt(pausedAt === null ? live.lines.length : null)}
          >
            {pausedAt === null ? 'Pause' : `Resume (${formatNumber(waiting)} new)`}
          </Button>
          <Button
            variant="default"
            leftSection={<IconHistory size={16} />}
            disabled={live.lines.length === 0 || replayed !== null}
            onClick={() => setReplayed(live.lines)}
          >
            Replay
          </Button>
          <SendAgain traceId={id} />
          {!ended && (
            <ConfirmButton
              label="End trace"
              title="End this trace?"
              onConfirm={() => api.endTrace({ params: { id } })}
              changes={['traces']}
            >
              Later events do not join it any more. What it holds can still be read.
            </ConfirmButton>
          )}
        </>
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
              <SendSample traceId={id} streamId={trace.data?.stream_id} />
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
