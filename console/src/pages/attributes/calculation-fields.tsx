import { timeUnits, type Change, type Source } from '@outcrop/contract'
import { Autocomplete, Select, TextInput } from '@mantine/core'
import { problemUnder } from '../../ui/field-problems.ts'
import { words } from '../../ui/format.ts'
import { without } from '../../ui/without.ts'
import type { ChangePart } from './change-part.ts'
import { SourceField } from './source-field.tsx'
import { SourceList } from './source-list.tsx'

const kinds = ['capture', 'calculate', 'aggregate', 'time_between', 'join', 'read_date'] as const
type Calculation = Extract<Change, { kind: (typeof kinds)[number] }>

export const isCalculation = (change: Change): change is Calculation =>
  kinds.some((kind) => kind === change.kind)

const keeps = ['first', 'last', 'minimum', 'maximum'] as const
const operations = ['sum', 'difference', 'product', 'ratio'] as const
const aggregations = ['sum', 'average', 'minimum', 'maximum'] as const
const formats = ['iso_8601', 'epoch_s', 'epoch_ms'] as const

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly values: readonly Value[]
  readonly value: Value
  readonly error: string | undefined
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, values, value, error, onChange } = props
  return (
    <Select
      label={label}
      maw={260}
      allowDeselect={false}
      data={values.map((one) => ({ value: one, label: words(one) }))}
      value={value}
      error={error}
      onChange={(chosen) => {
        const next = values.find((one) => one === chosen)
        if (next !== undefined) onChange(next)
      }}
    />
  )
}

interface CalculationFieldsProps extends ChangePart {
  readonly change: Calculation
  readonly onChange: (change: Change) => void
}

/** Changes that make a value out of others, in one of several ways. */
export function CalculationFields({ change, onChange, ...part }: CalculationFieldsProps) {
  const { type, choices, problems, path } = part
  const at = (member: string) => problemUnder(problems, `${path}.${member}`)
  const source = (label: string, member: string, value: Source, set: (next: Source) => Change) => (
    <SourceField
      label={label}
      value={value}
      isNumber={type === 'number'}
      choices={choices}
      error={at(member)}
      onChange={(next) => onChange(set(next))}
    />
  )
  switch (change.kind) {
    case 'capture':
      return (
        <>
          <Choice
            label="Keep the"
            values={keeps}
            value={change.keep}
            error={at('keep')}
            onChange={(keep) => onChange({ ...change, keep })}
          />
          {source('Of', 'from', change.from, (from) => ({ ...change, from }))}
        </>
      )
    case 'calculate':
      return (
        <>
          <Choice
            label="Calculation"
            values={operations}
            value={change.operation}
            error={at('operation')}
            onChange={(operation) => onChange({ ...change, operation })}
          />
          <SourceList
            {...part}
            label="Of, from left to right"
            isNumber
            sources={change.of}
            onChange={(of) => onChange({ ...change, of })}
          />
        </>
      )
    case 'aggregate':
      return (
        <>
          <Choice
            label="As"
            values={aggregations}
            value={change.as}
            error={at('as')}
            onChange={(as) => onChange({ ...change, as })}
          />
          {source('Of', 'of', change.of, (of) => ({ ...change, of }))}
          <Autocomplete
            label="Captured attribute"
            description="Of a timeline only"
            data={[...choices.eventAttributes]}
            value={change.attribute ?? ''}
            error={at('attribute')}
            onChange={(attribute) => {
              const rest = without(change, 'attribute')
              onChange(attribute === '' ? rest : { ...rest, attribute })
            }}
          />
        </>
      )
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
    case 'join':
      return (
        <>
          <SourceList
            {...part}
            label="Of"
            sources={change.of}
            onChange={(of) => onChange({ ...change, of })}
          />
          <TextInput
            label="With this between them"
            maw={260}
            maxLength={100}
            value={change.with}
            error={at('with')}
            onChange={(event) => onChange({ ...change, with: event.currentTarget.value })}
          />
        </>
      )
    case 'read_date':
      return (
        <>
          {source('Of', 'of', change.of, (of) => ({ ...change, of }))}
          <Choice
            label="Written as"
            values={formats}
            value={change.format}
            error={at('format')}
            onChange={(format) => onChange({ ...change, format })}
          />
        </>
      )
  }
}
