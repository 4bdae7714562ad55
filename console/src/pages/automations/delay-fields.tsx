import type { Trigger } from '@outcrop/contract'
import { Group, Select, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { NumberField } from '../../ui/number-field.tsx'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'

/** Hours of each unit that a delay can be given in. */
const units = { hours: 1, days: 24 } as const
type Unit = keyof typeof units

const unitOf = (hours: number): Unit => (hours >= 24 && hours % 24 === 0 ? 'days' : 'hours')

interface DelayFieldsProps extends Pick<EditorPart, 'findings'> {
  readonly trigger: Exclude<Trigger, { type: 'manual' }>
  readonly onChange: (trigger: Trigger) => void
}

/** Whether an automation starts at once or later. */
export function DelayFields({ trigger, findings, onChange }: DelayFieldsProps) {
  const { delay_hours: hours } = trigger
  const [unit, setUnit] = useState<Unit>(unitOf(hours ?? 24))
  return (
    <Stack gap="xs" role="group" aria-label="Start later">
      <Switch
        label="Start later"
        description="Checked again when it is due"
        checked={hours !== undefined}
        onChange={(event) =>
          onChange({ ...trigger, delay_hours: event.currentTarget.checked ? 24 : undefined })
        }
      />
      {hours !== undefined && (
        <Group gap="xs" align="flex-start" wrap="nowrap">
          <NumberField
            label="Delay"
            allowDecimal={false}
            min={1}
            max={8760 / units[unit]}
            value={hours / units[unit]}
            error={findingAt(findings, 'trigger.delay_hours')}
            style={{ flexGrow: 1 }}
            onChange={(value) => onChange({ ...trigger, delay_hours: Math.round(value * units[unit]) })} // prettier-ignore
          />
          <Select
            label="Unit"
            allowDeselect={false}
            data={Object.keys(units)}
            value={unit}
            w={110}
            onChange={(chosen) => {
              if (chosen !== 'hours' && chosen !== 'days') return
              setUnit(chosen)
              const kept = Math.min(Math.max(1, Math.round(hours / units[unit])), 8760 / units[chosen]) // prettier-ignore
              onChange({ ...trigger, delay_hours: kept * units[chosen] })
            }}
          />
        </Group>
      )}
    </Stack>
  )
}
