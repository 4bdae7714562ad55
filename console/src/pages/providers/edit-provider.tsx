import type { Provider } from '@outcrop/contract'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { credentialsChanged, draftOf, patchOf, shownPaths } from './provider-draft.ts'
import { ProviderFields } from './provider-fields.tsx'

/** Changes a provider. A secret that is left empty stays as it is. */
export function EditProvider({ provider }: { readonly provider: Provider }) {
  const client = useQueryClient()
  const saved = draftOf(provider)
  const [draft, setDraft] = useState(saved)
  const save = useMutation({
    mutationFn: () =>
      api.updateProvider({ params: { id: provider.id }, body: patchOf(draft, saved) }),
    onSuccess: async ({ state }) => {
      const next = state === 'ready' ? '' : ' Test the connection again.'
      notifications.show({ message: `Provider saved.${next}` })
      await client.invalidateQueries({ queryKey: ['providers'] })
    },
  })
  const problems = fieldProblems(save.error)
  const hasSecret = provider.credentials.access_key_id !== undefined
  const mustRepeat = hasSecret && credentialsChanged(draft, saved)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <ProviderFields
          draft={draft}
          problems={problems}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          saved={hasSecret && !mustRepeat}
        />
        {mustRepeat && draft.secret === '' && (
          <Alert color="yellow">
            Changed credentials are saved as a whole: enter the secret access key again.
          </Alert>
        )}
        {save.error && !allShown(problems, shownPaths) && <Failure error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            Save changes
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
