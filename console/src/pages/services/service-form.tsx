import type { Service } from '@outcrop/contract'
import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { BrokenTexts } from '../../ui/broken-texts.ts'
import { Failure } from '../../ui/failure.tsx'
import { useBrokenTexts } from '../../ui/use-broken-texts.ts'
import { useSaving } from '../../ui/use-saving.ts'
import { shownPaths, type ServiceDraft } from './service-draft.ts'
import { ServiceFields } from './service-fields.tsx'
import { May } from '../../ui/may.tsx'

interface ServiceFormProps {
  readonly start: ServiceDraft
  readonly label: string
  readonly save: (draft: ServiceDraft) => Promise<Service>
  readonly onSaved: (service: Service) => Promise<void> | void
}

/** A service to be filled in and saved. */
export function ServiceForm({ start, label, save, onSaved }: ServiceFormProps) {
  const [draft, setDraft] = useState(start)
  const { broken, report } = useBrokenTexts()
  const saving = useSaving({
    save: () => save(draft),
    shown: shownPaths,
    changes: ['services'],
    onSaved,
  })
  return (
    <form onSubmit={saving.submit}>
      <Stack gap="lg" maw={820}>
        <BrokenTexts value={report}>
          <ServiceFields
            draft={draft}
            problems={saving.problems}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          />
        </BrokenTexts>
        {saving.failure !== null && <Failure error={saving.failure} />}
        <Group>
          <May do="updateService" orSay>
            <Button type="submit" loading={saving.isPending} disabled={broken.length > 0}>
              {label}
            </Button>
          </May>
        </Group>
      </Stack>
    </form>
  )
}
