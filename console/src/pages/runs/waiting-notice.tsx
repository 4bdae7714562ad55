import { Alert, Text } from '@mantine/core'
import type { RunDetail } from '@outcrop/contract'
import { IconPlayerPause } from '@tabler/icons-react'
import { TextLink } from '../../ui/links.tsx'

interface WaitingNoticeProps {
  readonly waitsFor: NonNullable<RunDetail['waits_for']>
}

/** What a run waits for that somebody has to let go on, and where that is done. */
export function WaitingNotice({ waitsFor: { provider, target } }: WaitingNoticeProps) {
  return (
    <Alert
      color="yellow"
      icon={<IconPlayerPause size={18} />}
      title="This run waits: what it calls is paused"
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {target === null
          ? `The provider “${provider.name}” is paused until its test passes.`
          : `AWS denies ${target} at “${provider.name}”. One of its runs tries again from time to time; all go on when you resume it.`}{' '}
        <TextLink to="/providers/$id" params={{ id: provider.id }} size="sm">
          {target === null ? 'Test the provider' : 'Resume it at its provider'}
        </TextLink>
      </Text>
    </Alert>
  )
}
