import { Button } from '@mantine/core'
import { IconDoorExit, IconHistory, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { SendAgain } from './send-again.tsx'

interface TraceActionsProps {
  readonly id: string
  /** How many lines there are. */
  readonly lines: number
  /** Whether an event has joined it. */
  readonly hasEvents: boolean
  /** How many of them came since it was paused. */
  readonly waiting: number
  readonly isPaused: boolean
  readonly isReplaying: boolean
  readonly hasEnded: boolean
  readonly onPause: (isPaused: boolean) => void
  readonly onReplay: () => void
}

/** What can be done with a trace while it is looked at. */
export function TraceActions(props: TraceActionsProps) {
  const { id, lines, hasEvents, waiting, isPaused, isReplaying, hasEnded, onPause, onReplay } =
    props
  return (
    <>
      {(!hasEnded || isPaused) && (
        <Button
          variant="default"
          disabled={isReplaying}
          leftSection={isPaused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
          onClick={() => onPause(!isPaused)}
        >
          {isPaused ? `Resume (${formatNumber(waiting)} new)` : 'Pause'}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconHistory size={16} />}
        disabled={lines === 0 || isReplaying}
        onClick={onReplay}
      >
        Replay
      </Button>
      <ButtonLink
        to="/trace"
        search={{}}
        variant="default"
        leftSection={<IconDoorExit size={16} />}
      >
        Leave
      </ButtonLink>
      {hasEvents && <SendAgain traceId={id} />}
      {!hasEnded && (
        <ConfirmButton
          operation="endTrace"
          label="End trace"
          title="End this trace?"
          onConfirm={() => api.endTrace({ params: { id } })}
          changes={['traces']}
        >
          Later events do not join it any more. What it holds can still be read.
        </ConfirmButton>
      )}
    </>
  )
}
