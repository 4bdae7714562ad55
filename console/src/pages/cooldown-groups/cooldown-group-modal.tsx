import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import type { CooldownGroup } from '@outcrop/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'

interface CooldownGroupModalProps {
  /** The group to change; null for a new one. */
  readonly group: CooldownGroup | null
  readonly onClose: () => void
}

/** Makes or changes a cooldown group. */
export function CooldownGroupModal({ group, onClose }: CooldownGroupModalProps) {
  const client = useQueryClient()
  const [draft, setDraft] = useState({ name: group?.name ?? '', period_hours: group?.period_hours ?? 24 }) // prettier-ignore
  const save = useMutation({
    mutationFn: () =>
      group
        ? api.updateCooldownGroup({ params: { id: group.id }, body: draft })
        : api.createCooldownGroup({ body: draft }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['cooldown-groups'] })
      onClose()
    },
  })
  const problems = fieldProblems(save.error)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog onClose={onClose} title={group ? 'Change cooldown group' : 'New cooldown group'}>
      <form onSubmit={submit}>
        <Stack>
          {save.error && !allShown(problems, ['name', 'period_hours']) && (
            <Failure error={save.error} />
          )}
          <TextInput
            label="Name"
            placeholder="Offers"
            required
            maxLength={100}
            data-autofocus
            value={draft.name}
            error={problems['name']}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, name: value })}
          />
          <NumberInput
            label="Rests for"
            description="After a start, for the same visitor"
            suffix=" hours"
            required
            allowDecimal={false}
            min={1}
            max={8760}
            value={draft.period_hours}
            error={problems['period_hours']}
            onChange={(value) => setDraft({ ...draft, period_hours: Number(value) })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save group
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
