import { Button, Group, Stack, Text } from '@mantine/core'
import { Dialog } from './dialog.tsx'

interface LeaveQuestionProps {
  readonly onStay: () => void
  readonly onLeave: () => void
}

/** Asks whether changes may be lost. */
export function LeaveQuestion({ onStay, onLeave }: LeaveQuestionProps) {
  return (
    <Dialog onClose={onStay} title="Leave without saving?">
      <Stack>
        <Text size="sm">What you have changed here has not been saved.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onStay} data-autofocus>
            Stay
          </Button>
          <Button color="red" onClick={onLeave}>
            Leave
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
