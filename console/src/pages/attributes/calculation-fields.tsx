import type { Change, Source } from '@outcrop/contract'
import { TextInput } from '@mantine/core'
import { problemUnder } from '../../ui/field-problems.ts'
import type { ChangePart } from './change-part.ts'
import { Choice } from './choice.tsx'
import { SourceField } from './source-field.tsx'
import { SourceList } from './source-list.tsx'

const kinds = ['capture', 'calculate', 'join'] as const
type Calculation = Extract<Change, { kind: (typeof kinds)[number] }>

export const isCalculation = (change: Change): change is Calculation =>
  kinds.some((kind) => kind === change.kind)

const keeps = ['first', 'last', 'minimum', 'maximum'] as const
const operations = ['sum', 'difference', 'product', 'ratio'] as const

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
  }
}
