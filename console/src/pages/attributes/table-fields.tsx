import type { Change } from '@outcrop/contract'
import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { numberOrText } from '../../ui/conditions/operator-kind.ts'
import { problemUnder } from '../../ui/field-problems.ts'
import { without } from '../../ui/without.ts'
import type { ChangePart } from './change-part.ts'
import { readTable, writeTable } from './lookup-table.ts'
import { SharesField } from './shares-field.tsx'
import { SourceField } from './source-field.tsx'

type TableChange = Extract<Change, { kind: 'lookup' | 'split' }>
type Lookup = Extract<Change, { kind: 'lookup' }>

export const isTableChange = (change: Change): change is TableChange =>
  change.kind === 'lookup' || change.kind === 'split'

interface TableFieldsProps<One> extends ChangePart {
  readonly change: One
  readonly onChange: (change: Change) => void
}

function LookupFields({ change, onChange, ...part }: TableFieldsProps<Lookup>) {
  const { type, choices, problems, path } = part
  const isNumber = type === 'number'
  // Half a line is no row yet, but must not vanish while it is typed.
  const [text, setText] = useState(() => writeTable(change.table))
  return (
    <>
      <SourceField
        label="Of"
        value={change.of}
        choices={choices}
        error={problemUnder(problems, `${path}.of`)}
        onChange={(of) => onChange({ ...change, of })}
      />
      <Textarea
        label="Table"
        description="A line for each value, such as: gold = 3"
        autosize
        minRows={3}
        value={text}
        error={problemUnder(problems, `${path}.table`)}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          onChange({ ...change, table: readTable(value, isNumber) })
        }}
      />
      <TextInput
        label="Otherwise"
        description="When the value is not in the table. Left out, nothing changes"
        value={String(change.otherwise ?? '')}
        error={problemUnder(problems, `${path}.otherwise`)}
        onChange={({ currentTarget: { value } }) => {
          const rest = without(change, 'otherwise')
          const otherwise = isNumber ? numberOrText(value) : value
          onChange(value === '' ? rest : { ...rest, otherwise })
        }}
      />
    </>
  )
}

/** Changes that are told by a table. */
export function TableFields({ change, ...props }: TableFieldsProps<TableChange>) {
  if (change.kind === 'lookup') return <LookupFields change={change} {...props} />
  return (
    <SharesField
      shares={change.shares}
      error={problemUnder(props.problems, `${props.path}.shares`)}
      onChange={(shares) => props.onChange({ ...change, shares })}
    />
  )
}
