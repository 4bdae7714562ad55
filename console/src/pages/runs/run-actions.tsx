import type { RunDetail } from '@outcrop/contract'
import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, problemOf } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { hasEnded } from './has-ended.ts'
import { May } from '../../ui/may.tsx'

/** What can be done with a run: stop it, or run it again. */
export function RunActions({ run }: { readonly run: RunDetail }) {
  const navigate = useNavigate()
  const replay = useMutation({
    mutationFn: (version: 'same' | 'latest') =>
      api.replayRun({ params: { id: run.id }, body: { version } }),
    onSuccess: ({ id }) => navigate({ to: '/runs/$id', params: { id } }),
    onError: (error) =>
      notifications.show({
        color: 'red',
        title: problemOf(error)?.title ?? 'Not replayed',
        message: error.message,
      }),
  })
  if (!hasEnded(run.state)) {
    return (
      <ConfirmButton
        operation="cancelRun"
        label="Cancel run"
        title="Cancel this run?"
        onConfirm={() => api.cancelRun({ params: { id: run.id } })}
        changes={['run', run.id]}
      >
        A call that is on its way is not taken back, but its answer is not delivered. The run can be
        replayed later.
      </ConfirmButton>
    )
  }
  return (
    <May do="replayRun">
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            loading={replay.isPending}
            leftSection={<IconRefresh size={16} />}
            rightSection={<IconChevronDown size={14} />}
          >
            Replay
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => replay.mutate('latest')}>With the latest version</Menu.Item>
          <Menu.Item onClick={() => replay.mutate('same')}>
            With the same version ({run.automation.version})
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </May>
  )
}
