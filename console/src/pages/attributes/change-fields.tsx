import type { Capture, Change, Source } from '@outcrop/contract'
import { Select } from '@mantine/core'
import { problemUnder } from '../../ui/field-problems.ts'
import { CalculationFields, isCalculation } from './calculation-fields.tsx'
import { CaptureFields } from './capture-fields.tsx'
import type { ChangePart } from './change-part.ts'
import { Choice } from './choice.tsx'
import { DateFields, isDateChange } from './date-fields.tsx'
import { isRanking, RankingFields } from './ranking-fields.tsx'
import { SourceField } from './source-field.tsx'
import { isTableChange, TableFields } from './table-fields.tsx'
import { isEntryChange, TimelineFields } from './timeline-fields.tsx'

const whichOnes = ['all', 'first', 'last'] as const

interface ChangeFieldsProps extends ChangePart {
  readonly change: Change
  readonly onChange: (change: Change) => void
}

/** What one kind of change needs to be told. */
export function ChangeFields({ change, onChange, ...part }: ChangeFieldsProps) {
  const { type, steps, choices, problems, path } = part
  const holdsNumbers = type === 'number' || type === 'number_array'
  const source = (
    label: string,
    member: string,
    value: Source,
    set: (value: Source) => Change,
    isNumber = holdsNumbers,
  ) => (
    <SourceField
      label={label}
      value={value}
      isNumber={isNumber}
      choices={choices}
      error={problemUnder(problems, `${path}.${member}`)}
      onChange={(next) => onChange(set(next))}
    />
  )
  const captured = (capture: readonly Capture[], set: (capture: Capture[]) => Change) => (
    <CaptureFields {...part} capture={capture} onChange={(next) => onChange(set(next))} />
  )
  if (isCalculation(change)) {
    return <CalculationFields {...part} change={change} onChange={onChange} />
  }
  if (isDateChange(change)) return <DateFields {...part} change={change} onChange={onChange} />
  if (isEntryChange(change)) return <TimelineFields {...part} change={change} onChange={onChange} />
  if (isRanking(change)) return <RankingFields {...part} change={change} onChange={onChange} />
  if (isTableChange(change)) return <TableFields {...part} change={change} onChange={onChange} />
  switch (change.kind) {
    case 'set':
      return source('To', 'to', change.to, (to) => ({ ...change, to }))
    case 'increment':
    case 'decrement':
      return source('By', 'by', change.by, (by) => ({ ...change, by }), true)
    case 'favorite':
    case 'add_tally':
      return source('Of', 'of', change.of, (of) => ({ ...change, of }))
    case 'add':
      return source('What', 'value', change.value, (value) => ({ ...change, value }))
    case 'remove':
      return (
        <>
          {source('What', 'value', change.value, (value) => ({ ...change, value }))}
          <Choice
            label="Of several that are equal, remove"
            values={whichOnes}
            labels={{ first: 'The first', last: 'The last', all: 'All' }}
            value={change.which}
            error={problemUnder(problems, `${path}.which`)}
            onChange={(which) => onChange({ ...change, which })}
          />
        </>
      )
    case 'remove_key':
      return source('Key', 'key', change.key, (key) => ({ ...change, key }))
    case 'without':
      return (
        <>
          {source('Items of', 'of', change.of, (of) => ({ ...change, of }))}
          {source('Without those of', 'items', change.items, (items) => ({ ...change, items }))}
        </>
      )
    case 'increment_key':
      return (
        <>
          {source('Key', 'key', change.key, (key) => ({ ...change, key }))}
          {source('By', 'by', change.by, (by) => ({ ...change, by }), true)}
        </>
      )
    case 'pair':
      return (
        <>
          {source('Keys', 'keys', change.keys, (keys) => ({ ...change, keys }))}
          {source('Numbers', 'values', change.values, (values) => ({ ...change, values }))}
        </>
      )
    case 'record_step':
      return (
        <>
          <Select
            label="Step"
            placeholder="Choose a step"
            required
            allowDeselect={false}
            data={steps}
            value={change.step === '' ? null : change.step}
            error={problemUnder(problems, `${path}.step`)}
            onChange={(step) => onChange({ ...change, step: step ?? '' })}
          />
          {captured(change.capture, (capture) => ({ ...change, capture }))}
        </>
      )
    case 'record':
      return captured(change.capture, (capture) => ({ ...change, capture }))
    case 'clear':
    case 'lower_case':
    case 'upper_case':
    case 'assign':
      return null
  }
}
