import type { Stream } from '@outcrop/contract'
import { Box } from '@mantine/core'
import { IconTimeline } from '@tabler/icons-react'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { Empty } from '../../ui/empty.tsx'
import { eventCommand } from '../../ui/event-command.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { firstEvent } from '../home/steps-done.ts'

interface NoEventsProps {
  readonly filtered: boolean
  /** Whether older events have not been looked at. */
  readonly goesOn: boolean
  readonly stream: Stream | undefined
}

/** What to do about an empty list of events. */
export function NoEvents({ filtered, goesOn, stream }: NoEventsProps) {
  if (filtered) {
    return (
      <Empty
        icon={IconTimeline}
        title={goesOn ? 'No event matches so far' : 'No event matches'}
        action={
          <ButtonLink to="/events" search={{}} variant="default">
            Show all events
          </ButtonLink>
        }
      >
        {goesOn
          ? 'Only the newest 10,000 have been looked at. “Older” looks further back.'
          : 'Names, visitors and traces are compared as a whole. Check their spelling.'}
      </Empty>
    )
  }
  return (
    <Empty icon={IconTimeline} title="Nothing has been collected yet">
      {stream
        ? 'Send a first event from your terminal:'
        : 'Create a stream on the home page first.'}
      {stream && (
        <Box mt="md" ta="left">
          <CopyBlock
            what="command"
            text={eventCommand(window.location.origin, firstEvent(stream))}
          />
        </Box>
      )}
    </Empty>
  )
}
