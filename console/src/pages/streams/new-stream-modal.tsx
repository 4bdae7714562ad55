import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import type { Stream } from '@outcrop/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'

interface NewStreamModalProps {
  readonly onClose: () => void
  readonly onCreated?: (stream: Stream) => void
}

/** Creates a stream; events that name its account and profile are accepted from then on. */
export function NewStreamModal({ onClose, onCreated }: NewStreamModalProps) {
  const client = useQueryClient()
  const [account, setAccount] = useState('')
  const [profile, setProfile] = useState('main')
  const create = useMutation({
    mutationFn: () => api.createStream({ body: { account, profile } }),
    onSuccess: async (stream) => {
      await client.invalidateQueries()
      onCreated?.(stream)
      onClose()
    },
  })
  const problems = fieldProblems(create.error)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // The dialog may stand inside another form; React would hand the event on to it.
    event.stopPropagation()
    create.mutate()
  }
  return (
    <Dialog onClose={onClose} title="New stream">
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            A stream takes the events that carry its account and profile.
          </Text>
          {create.error && !allShown(problems, ['account', 'profile']) && (
            <Failure error={create.error} />
          )}
          <TextInput
            label="Account"
            description="tealium_account on the wire"
            required
            data-autofocus
            value={account}
            error={problems['account']}
            onChange={(event) => setAccount(event.currentTarget.value)}
          />
          <TextInput
            label="Profile"
            description="tealium_profile on the wire"
            required
            value={profile}
            error={problems['profile']}
            onChange={(event) => setProfile(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create stream
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
