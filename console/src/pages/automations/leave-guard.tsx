import { Button, Group, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { Dialog } from '../../ui/dialog.tsx'

/** Asks before unsaved changes are left behind. `holds` is asked at the moment of leaving. */
export function LeaveGuard({ holds }: { readonly holds: () => boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => holds() && current.pathname !== next.pathname,
    enableBeforeUnload: holds,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog onClose={blocker.reset} title="Leave without saving?">
      <Stack>
        <Text size="sm">The changes to this draft have not been saved.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={blocker.reset} data-autofocus>
            Stay
          </Button>
          <Button color="red" onClick={blocker.proceed}>
            Leave
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
