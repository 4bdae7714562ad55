import type { Service } from '@outcrop/contract'
import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'
import { shownPaths, type ServiceDraft } from './service-draft.ts'
import { ServiceFields } from './service-fields.tsx'

interface ServiceFormProps {
  readonly start: ServiceDraft
  readonly label: string
  readonly save: (draft: ServiceDraft) => Promise<Service>
  readonly onSaved: (service: Service) => Promise<void> | void
}

/** A service to be filled in and saved. */
export function ServiceForm({ start, label, save, onSaved }: ServiceFormProps) {
  const [draft, setDraft] = useState(start)
  const saving = useSaving({
    save: () => save(draft),
    shown: shownPaths,
    changes: ['services'],
    onSaved,
  })
  return (
    <form onSubmit={saving.submit}>
      <Stack gap="lg" maw={820}>
        <ServiceFields
          draft={draft}
          problems={saving.problems}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {saving.failure !== null && <Failure error={saving.failure} />}
        <Group>
          <Button type="submit" loading={saving.isPending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
