import type { Service } from '@outcrop/contract'
import { Button, Group, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { shownPaths, type ServiceDraft } from './service-draft.ts'
import { ServiceFields } from './service-fields.tsx'

interface ServiceFormProps {
  readonly start: ServiceDraft
  readonly label: string
  readonly save: (draft: ServiceDraft) => Promise<Service>
  readonly onSaved: (service: Service) => Promise<void>
}

/** A service to be filled in and saved. */
export function ServiceForm({ start, label, save, onSaved }: ServiceFormProps) {
  const [draft, setDraft] = useState(start)
  const saving = useMutation({ mutationFn: () => save(draft), onSuccess: onSaved })
  const problems = fieldProblems(saving.error)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw={820}>
        <ServiceFields
          draft={draft}
          problems={problems}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {saving.error && !allShown(problems, shownPaths) && <Failure error={saving.error} />}
        <Group>
          <Button type="submit" loading={saving.isPending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
