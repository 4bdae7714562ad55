import { TextInput } from '@mantine/core'
import type { CooldownGroup, NewCooldownGroup } from '@outcrop/contract'
import { NumberField } from '../../ui/number-field.tsx'
import { api } from '../../api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useEditing } from '../../ui/use-editing.ts'

interface CooldownGroupModalProps {
  /** The group to change; null for a new one. */
  readonly group: CooldownGroup | null
  readonly onClose: () => void
}

const draftOf = ({ name, period_hours }: NewCooldownGroup) => ({ name, period_hours })

/** Makes or changes a cooldown group. */
export function CooldownGroupModal({ group, onClose }: CooldownGroupModalProps) {
  const editing = useEditing({
    initial: draftOf(group ?? { name: '', period_hours: 24 }),
    save: (body) =>
      group
        ? api.updateCooldownGroup({ params: { id: group.id }, body })
        : api.createCooldownGroup({ body }),
    draftOf,
    shown: ['name', 'period_hours'],
    changes: ['cooldown-groups'],
    onSaved: onClose,
  })
  const { draft, change, problems, isDirty } = editing
  return (
    <FormDialog
      title={group ? 'Change cooldown group' : 'New cooldown group'}
      label="Save group"
      saving={editing}
      isDirty={isDirty}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        placeholder="Offers"
        required
        maxLength={100}
        data-autofocus
        value={draft.name}
        error={problems['name']}
        onChange={({ currentTarget: { value } }) => change({ name: value })}
      />
      <NumberField
        label="Rests for"
        description="After a start, for the same visitor"
        suffix=" hours"
        required
        allowDecimal={false}
        min={1}
        max={8760}
        value={draft.period_hours}
        error={problems['period_hours']}
        onChange={(period_hours) => change({ period_hours })}
      />
    </FormDialog>
  )
}
