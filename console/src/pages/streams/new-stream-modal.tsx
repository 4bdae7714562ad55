import { Text, TextInput } from '@mantine/core'
import type { Stream } from '@outcrop/contract'
import { useState } from 'react'
import { api } from '../../api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
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
    <FormDialog
      title="New stream"
      label="Create stream"
      saving={saving}
      isDirty={account !== '' || profile !== 'main'}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        A stream takes the events that carry its account and profile.
      </Text>
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
    </FormDialog>
  )
}
