import type { Cap, Finding } from '@outcrop/contract'
import { Group, Select, Stack, Switch } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import { capPeriodNames, capPeriodOf, hoursOfPeriod } from './cap-period.ts'
import { findingAt } from './findings.ts'

interface CapFieldsProps {
  readonly label: string
  readonly description: string
  /** Where it stands in the definition. */
  readonly path: string
  readonly most: number
  readonly cap: Cap | undefined
  readonly findings: readonly Finding[]
  readonly onChange: (cap: Cap | undefined) => void
}

const once: Cap = { starts: 1, period_hours: 24 }

/** How often an automation starts at most, in which time. */
export function CapFields({
  label,
  description,
  path,
  most,
  cap,
  findings,
  onChange,
}: CapFieldsProps) {
  // prettier-ignore
  const period = capPeriodOf(cap?.period_hours)
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      <Switch
        label={label}
        description={description}
        checked={cap !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? once : undefined)}
      />
      {cap && (
        <Group gap="xs" align="flex-start" grow>
          <NumberField
            label="Starts"
            allowDecimal={false}
            min={1}
            max={most}
            value={cap.starts}
            error={findingAt(findings, `${path}.starts`)}
            onChange={(starts) => onChange({ ...cap, starts })}
          />
          <Select
            label="In"
            allowDeselect={false}
            data={[...capPeriodNames]}
            value={period}
            onChange={(chosen) => {
              const next = capPeriodNames.find((name) => name === chosen)
              if (next) onChange({ ...cap, period_hours: hoursOfPeriod(next) })
            }}
          />
          {period === 'other' && (
            <NumberField
              label="Hours"
              allowDecimal={false}
              min={1}
              max={8760}
              value={cap.period_hours}
              error={findingAt(findings, `${path}.period_hours`)}
              onChange={(period_hours) => onChange({ ...cap, period_hours })}
            />
          )}
        </Group>
      )}
    </Stack>
  )
}
