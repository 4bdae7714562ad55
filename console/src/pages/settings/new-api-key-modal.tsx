import { roles, type Role } from '@outcrop/contract'
import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../api.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { words } from '../../ui/format.ts'
import { useSaving } from '../../ui/use-saving.ts'

const roleChoices = roles.map((value) => ({ value, label: words(value) }))

function Created({ apiKey, onClose }: { readonly apiKey: string; readonly onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" title="Copy the key now">
        It is shown this once. Only a fingerprint of it is kept.
      </Alert>
      <CopyBlock text={apiKey} what="API key" />
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  )
}

/** Makes a key and shows it once. */
export function NewApiKeyModal({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('builder')
  const saving = useSaving({
    save: () => api.createApiKey({ body: { name, role } }),
    shown: ['name', 'role'],
    changes: ['api-keys'],
  })
  return (
    <FormDialog
      title="New API key"
      label="Create key"
      saving={saving}
      isDirty={name !== ''}
      {...(saving.saved && { done: <Created apiKey={saving.saved.key} onClose={onClose} /> })}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        placeholder="Nightly import"
        required
        maxLength={100}
        data-autofocus
        value={name}
        error={saving.problems['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Role"
        allowDeselect={false}
        data={roleChoices}
        value={role}
        error={saving.problems['role']}
        onChange={(value) => setRole(roles.find((known) => known === value) ?? role)}
      />
      <Text size="xs" c="dimmed">
        Viewers and reviewers read. Builders also change automations and feeds. Admins and owners
        also change providers, streams and keys.
      </Text>
    </FormDialog>
  )
}
