import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import type { Stream } from '@outcrop/contract'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'

interface NewStreamModalProps {
  readonly onClose: () => void
  readonly onCreated?: (stream: Stream) => void
}

/** Creates a stream; events that name its account and profile are accepted from then on. */
export function NewStreamModal({ onClose, onCreated }: NewStreamModalProps) {
  const [account, setAccount] = useState('')
  const [profile, setProfile] = useState('main')
  const saving = useSaving({
    save: () => api.createStream({ body: { account, profile } }),
    shown: ['account', 'profile'],
    // A stream brings a feed and attributes with it.
    changes: [],
    onSaved: (stream) => {
      onCreated?.(stream)
      onClose()
    },
  })
  return (
    <Dialog onClose={onClose} title="New stream">
      <form onSubmit={saving.submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            A stream takes the events that carry its account and profile.
          </Text>
          {saving.failure !== null && <Failure error={saving.failure} />}
          <TextInput
            label="Account"
            description="tealium_account on the wire"
            required
            data-autofocus
            value={account}
            error={saving.problems['account']}
            onChange={(event) => setAccount(event.currentTarget.value)}
          />
          <TextInput
            label="Profile"
            description="tealium_profile on the wire"
            required
            value={profile}
            error={saving.problems['profile']}
            onChange={(event) => setProfile(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending}>
              Create stream
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
