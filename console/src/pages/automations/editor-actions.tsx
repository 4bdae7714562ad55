import type { Automation } from '@outcrop/contract'
import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconRocket } from '@tabler/icons-react'
import { DeleteAutomation } from './delete-automation.tsx'
import type { useAutomationActions } from './use-automation-actions.ts'
import { May } from '../../ui/may.tsx'

interface EditorActionsProps {
  readonly saved: Automation | null
  readonly dirty: boolean
  readonly blocked: boolean
  readonly actions: ReturnType<typeof useAutomationActions>
  readonly onAttempt: () => void
}

/** The buttons of the editor. */
export function EditorActions(props: EditorActionsProps) {
  const { saved, dirty, blocked, onAttempt } = props
  const { save, publish, pause, resume } = props.actions
  const attempt = (action: { mutate: () => void }) => () => {
    onAttempt()
    if (!blocked) action.mutate()
  }
  return (
    <>
      {saved && <DeleteAutomation automation={saved} />}
      <May do="pauseAutomation">
        {saved?.state === 'active' && (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} />}
            loading={pause.isPending}
            onClick={() => pause.mutate(saved.id)}
          >
            Pause
          </Button>
        )}
      </May>
      <May do="resumeAutomation">
        {saved?.state === 'paused' && (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} />}
            loading={resume.isPending}
            onClick={() => resume.mutate(saved.id)}
          >
            Resume
          </Button>
        )}
      </May>
      <May do="updateAutomation">
        <Button
          variant="default"
          loading={save.isPending}
          disabled={saved !== null && !dirty}
          onClick={attempt(save)}
        >
          Save draft
        </Button>
      </May>
      <May do="publishAutomation" orSay>
        <Button
          leftSection={<IconRocket size={16} />}
          loading={publish.isPending}
          onClick={attempt(publish)}
        >
          Publish
        </Button>
      </May>
    </>
  )
}
