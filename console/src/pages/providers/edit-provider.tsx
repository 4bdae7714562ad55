import { isUsable, type Provider } from '@outcrop/contract'
import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'
import { draftOf, keepsSecret, patchOf, shownPaths } from './provider-draft.ts'
import { ProviderFields } from './provider-fields.tsx'
import { May } from '../../ui/may.tsx'

/** Changes a provider. A secret that is left empty stays as it is. */
export function EditProvider({ provider }: { readonly provider: Provider }) {
  const saved = draftOf(provider)
  const [draft, setDraft] = useState(saved)
  const saving = useSaving({
    save: () => api.updateProvider({ params: { id: provider.id }, body: patchOf(draft, saved) }),
    shown: shownPaths,
    changes: ['providers'],
    onSaved: ({ state }) => {
      const next = isUsable(state) ? '' : ' Test the connection again.'
      notifications.show({ message: `Provider saved.${next}` })
    },
  })
  return (
    <form onSubmit={saving.submit}>
      <Stack gap="lg">
        <ProviderFields
          draft={draft}
          problems={saving.problems}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          saved={keepsSecret(draft, saved)}
        />
        {saving.failure !== null && <Failure error={saving.failure} />}
        <Group>
          <May do="updateProvider" orSay>
            <Button type="submit" loading={saving.isPending}>
              Save changes
            </Button>
          </May>
        </Group>
      </Stack>
    </form>
  )
}
