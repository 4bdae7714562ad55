import { dateFormats, timeUnits, type Change, type Source } from '@outcrop/contract'
import { Select, TextInput } from '@mantine/core'
import { problemUnder } from '../../ui/field-problems.ts'
import { words } from '../../ui/format.ts'
import { without } from '../../ui/without.ts'
import type { ChangePart } from './change-part.ts'
import { Choice } from './choice.tsx'
import { SourceField } from './source-field.tsx'

const kinds = ['time_between', 'change_in', 'read_date', 'write_date'] as const
type DateChange = Extract<Change, { kind: (typeof kinds)[number] }>
type Written = Extract<Change, { kind: 'read_date' | 'write_date' }>

export const isDateChange = (change: Change): change is DateChange =>
  kinds.some((kind) => kind === change.kind)

const formatLabels = {
  iso_8601: 'ISO 8601, such as 2026-01-31T14:05:00Z',
  epoch_s: 'Seconds since 1970',
  epoch_ms: 'Milliseconds since 1970',
  pattern: 'A pattern',
} as const

interface DateFieldsProps<One = DateChange> extends ChangePart {
  readonly change: One
  readonly onChange: (change: Change) => void
}

function FormatFields({ change, onChange, problems, path }: DateFieldsProps<Written>) {
  const at = (member: string) => problemUnder(problems, `${path}.${member}`)
  return (
    <>
      <Choice
        label="Written as"
        values={dateFormats}
        labels={formatLabels}
        value={change.format}
        error={at('format')}
        onChange={(format) => {
          const rest = without(change, 'pattern')
          onChange(format === 'pattern' ? { ...rest, format, pattern: 'dd/MM/yyyy HH:mm' } : { ...rest, format }) // prettier-ignore
        }}
      />
      {change.format === 'pattern' && (
        <TextInput
          label="Pattern"
          description="yyyy MM dd HH mm ss and the like; times are in UTC unless it has an offset (XXX)"
          required
          maxLength={100}
          value={change.pattern ?? ''}
          error={at('pattern')}
          onChange={({ currentTarget: { value } }) => onChange({ ...change, pattern: value })}
        />
      )}
    </>
  )
}

const units = timeUnits.map((unit) => ({ value: unit, label: words(unit) }))

/** Changes that are about dates: the time between them, and how they are written. */
export function DateFields({ change, onChange, ...part }: DateFieldsProps) {
  const { choices, problems, path } = part
  const at = (member: string) => problemUnder(problems, `${path}.${member}`)
  const source = (label: string, member: string, value: Source, set: (next: Source) => Change) => (
    <SourceField
      label={label}
      value={value}
      choices={choices}
      error={at(member)}
      onChange={(next) => onChange(set(next))}
    />
  )
  switch (change.kind) {
    case 'time_between':
      return (
        <>
          {source('From', 'from', change.from, (from) => ({ ...change, from }))}
          {source('To', 'to', change.to, (to) => ({ ...change, to }))}
          <Choice
            label="In"
            values={timeUnits}
            value={change.unit}
            error={at('unit')}
            onChange={(unit) => onChange({ ...change, unit })}
          />
        </>
      )
    case 'change_in':
      return (
        <>
          {source('Of', 'of', change.of, (of) => ({ ...change, of }))}
          <Select
            label="In"
            description="Of a date only"
            placeholder="Milliseconds"
            maw={260}
            clearable
            data={units}
            value={change.unit ?? null}
            error={at('unit')}
            onChange={(chosen) => {
              const rest = without(change, 'unit')
              const unit = timeUnits.find((one) => one === chosen)
              onChange(unit ? { ...rest, unit } : rest)
            }}
          />
        </>
      )
    case 'read_date':
    case 'write_date':
      return (
        <>
          {source('Of', 'of', change.of, (of) => ({ ...change, of }))}
          <FormatFields {...part} change={change} onChange={onChange} />
        </>
      )
  }
}
