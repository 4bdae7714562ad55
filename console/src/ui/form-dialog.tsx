import { Button, Group, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode, SubmitEvent } from 'react'
import { Dialog } from './dialog.tsx'
import { Failure } from './failure.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { LeaveQuestion } from './leave-question.tsx'

interface FormDialogProps {
  readonly title: string
  /** What its button says that saves. */
  readonly label: string
  readonly saving: {
    readonly isPending: boolean
    readonly failure: unknown
    readonly submit: (event: SubmitEvent) => void
  }
  /** Whether anything would be lost by closing it. */
  readonly isDirty: boolean
  /** Shown in place of the form when it has been saved; a click beside it does not close it. */
  readonly done?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form in a dialog. It asks before what was typed is lost by a click beside it or by Escape. */
export function FormDialog(props: FormDialogProps) {
  const { title, label, saving, isDirty, done, onClose, children } = props
  const [asks, { open: ask, close: stay }] = useDisclosure(false)
  const close = () => {
    if (!isDirty) onClose()
    // Escape reaches this dialog, too, when it answers the question.
    else if (!asks) ask()
  }
  if (done !== undefined) {
    return (
      <Dialog title={title} onClose={onClose} closeOnClickOutside={false}>
        {done}
      </Dialog>
    )
  }
  return (
    <Dialog title={title} onClose={close}>
      <LeaveGuard isDirty={isDirty} />
      {asks && <LeaveQuestion onStay={stay} onLeave={onClose} />}
      <form onSubmit={saving.submit}>
        <Stack>
          {saving.failure !== null && <Failure error={saving.failure} />}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
