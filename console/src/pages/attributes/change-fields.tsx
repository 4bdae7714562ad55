import type { Change, Source } from '@outcrop/contract'
import { Select, TagsInput } from '@mantine/core'
import { problemUnder } from '../../ui/field-problems.ts'
import { CalculationFields, isCalculation } from './calculation-fields.tsx'
import type { ChangePart } from './change-part.ts'
import { isRanking, RankingFields } from './ranking-fields.tsx'
import { SourceField } from './source-field.tsx'
import { isTableChange, TableFields } from './table-fields.tsx'

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
  const captured = (names: string[], set: (names: string[]) => Change) => (
    <TagsInput
      label="Event attributes to keep with it"
      placeholder="Type a name, then Enter"
      data={[...choices.eventAttributes]}
      value={names}
      error={problemUnder(problems, `${path}.capture`)}
      onChange={(next) => onChange(set(next))}
    />
  )
  if (isCalculation(change)) {
    return <CalculationFields {...part} change={change} onChange={onChange} />
  }
  if (isRanking(change)) return <RankingFields {...part} change={change} onChange={onChange} />
  if (isTableChange(change)) return <TableFields {...part} change={change} onChange={onChange} />
  switch (change.kind) {
    case 'set':
      return source('To', 'to', change.to, (to) => ({ ...change, to }))
    case 'increment':
    case 'decrement':
      return source('By', 'by', change.by, (by) => ({ ...change, by }), true)
    case 'count':
    case 'change_in':
    case 'favorite':
    case 'add_tally':
      return source('Of', 'of', change.of, (of) => ({ ...change, of }))
    case 'add':
    case 'remove':
      return source('What', 'value', change.value, (value) => ({ ...change, value }))
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
