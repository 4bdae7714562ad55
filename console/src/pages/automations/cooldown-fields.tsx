import type { Finding, Trigger } from '@outcrop/contract'
import { Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { NumberField } from '../../ui/number-field.tsx'
import { cooldownGroupsQuery } from '../../queries.ts'
import { findingAt } from './findings.ts'

type Cooldown = Exclude<Trigger, { type: 'manual' }>['cooldown']

interface CooldownFieldsProps {
  readonly cooldown: Cooldown
  readonly findings: readonly Finding[]
  readonly onChange: (cooldown: Cooldown) => void
}

/** The group of automations that give way to each other, and the place in it; nothing where there is no group. */
export function CooldownFields({ cooldown, findings, onChange }: CooldownFieldsProps) {
  const groups = useQuery(cooldownGroupsQuery()).data?.items ?? []
  if (groups.length === 0 && !cooldown) return null
  return (
    <Group gap="xs" align="flex-start" grow>
      <Select
        label="Cooldown group"
        placeholder="None"
        clearable
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        value={cooldown?.group_id ?? null}
        error={findingAt(findings, 'trigger.cooldown.group_id')}
        onChange={(group_id) =>
          onChange(group_id === null ? undefined : { priority: 1, ...cooldown, group_id })
        }
      />
      {cooldown && (
        <NumberField
          label="Priority"
          description="The highest starts"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDecimal={false}
          min={1}
          max={1000}
          value={cooldown.priority}
          error={findingAt(findings, 'trigger.cooldown.priority')}
          onChange={(priority) => onChange({ ...cooldown, priority })}
        />
      )}
    </Group>
  )
}
