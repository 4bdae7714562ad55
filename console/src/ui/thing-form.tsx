import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode, SubmitEvent } from 'react'
import { Failure } from './failure.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { May } from './may.tsx'
import type { Operation } from './operation.ts'

/** What every form of a thing gets, new or saved. */
export interface ThingFormProps<Draft, Saved> {
  readonly initial: Draft
  /** A thing that is saved stays in its stream. */
  readonly isSaved: boolean
  readonly save: (draft: Draft) => Promise<Saved>
  readonly onSaved: (saved: Saved) => Promise<void> | void
}

interface FrameProps {
  /** What saves it. */
  readonly operation: Operation
  /** Such as "feed". */
  readonly what: string
  readonly editing: {
    readonly draft: { readonly stream_id: string }
    readonly isDirty: boolean
    readonly isPending: boolean
    readonly failure: unknown
    readonly submit: (event: SubmitEvent) => void
  }
  /** Whether something in it cannot be saved as it is. */
  readonly isBlocked?: boolean
  readonly children: ReactNode
}

/** The frame of every form of a thing of a stream: its fields, what went wrong, and the way to save it. */
export function ThingForm(props: FrameProps) {
  const { operation, what, editing, isBlocked = false, children } = props
  const { draft, isDirty, isPending, failure, submit } = editing
  return (
    <form onSubmit={submit}>
      <LeaveGuard isDirty={isDirty} />
      <Stack gap="lg" maw={980}>
        {children}
        {failure !== null && <Failure error={failure} />}
        <Group>
          <May do={operation} orSay>
            <Button
              type="submit"
              loading={isPending}
              disabled={draft.stream_id === '' || isBlocked}
            >
              Save {what}
            </Button>
          </May>
        </Group>
      </Stack>
    </form>
  )
}
