import type { TraceLine } from '@outcrop/contract'
import { Button, Card, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipBack, IconPlayerTrackNext } from '@tabler/icons-react' // prettier-ignore
import { useMemo } from 'react'
import { formatNumber } from '../../ui/format.ts'
import { replaySpeeds } from './replay-pause.ts'
import { TraceLines } from './trace-lines.tsx'
import { useReplay } from './use-replay.ts'

interface TraceReplayProps {
  readonly lines: readonly TraceLine[]
  readonly onClose: () => void
}

/** What a trace has recorded, once more, in the order and at the pace in which it happened. */
export function TraceReplay({ lines, onClose }: TraceReplayProps) {
  const ordered = useMemo(() => lines.toSorted((a, b) => a.at.localeCompare(b.at)), [lines])
  const { shown, isPlaying, speed, setPlaying, setSpeed, goTo } = useReplay(ordered)
  const isOver = shown >= ordered.length
  return (
    <Stack gap="sm">
      <Card role="group" aria-label="Replay">
        <Stack gap="xs">
          <Group gap="xs">
            <Button
              size="xs"
              disabled={isOver}
              leftSection={isPlaying ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
              onClick={() => setPlaying(!isPlaying)}
            >
              {isPlaying ? 'Hold' : 'Play'}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={isOver}
              leftSection={<IconPlayerTrackNext size={14} />}
              onClick={() => goTo(shown + 1)}
            >
              Next line
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={shown === 0}
              leftSection={<IconPlayerSkipBack size={14} />}
              onClick={() => goTo(0)}
            >
              To the start
            </Button>
            <SegmentedControl
              size="xs"
              aria-label="Speed"
              value={String(speed)}
              onChange={(value) => setSpeed(replaySpeeds.find((one) => String(one) === value) ?? 1)}
              data={replaySpeeds.map((one) => ({ value: String(one), label: `${one}×` }))}
            />
            <Button size="xs" variant="subtle" onClick={onClose}>
              Close replay
            </Button>
          </Group>
          <Progress
            aria-label="Lines shown"
            value={ordered.length === 0 ? 100 : (shown / ordered.length) * 100}
          />
          <Text size="xs" c="dimmed">
            {formatNumber(shown)} of {formatNumber(ordered.length)} lines. Waits of more than three
            seconds are cut. Nothing is sent and nothing starts.
          </Text>
        </Stack>
      </Card>
      <div role="log" aria-label="Trace lines" aria-live="off">
        <TraceLines lines={ordered.slice(0, shown)} />
      </div>
    </Stack>
  )
}
