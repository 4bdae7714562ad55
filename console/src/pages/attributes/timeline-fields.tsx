import type { Change } from '@outcrop/contract'
import { Autocomplete } from '@mantine/core'
import { problemUnder } from '../../ui/field-problems.ts'
import { without } from '../../ui/without.ts'
import type { ChangePart } from './change-part.ts'
import { Choice } from './choice.tsx'
import { SourceField } from './source-field.tsx'
import { WithinField } from './within-field.tsx'

const kinds = ['count', 'aggregate', 'tally_entries'] as const
type EntryChange = Extract<Change, { kind: (typeof kinds)[number] }>

export const isEntryChange = (change: Change): change is EntryChange =>
  kinds.some((kind) => kind === change.kind)

const aggregations = ['sum', 'average', 'minimum', 'maximum'] as const
const tallied = ['sum', 'average'] as const

interface TimelineFieldsProps extends ChangePart {
  readonly change: EntryChange
  readonly onChange: (change: Change) => void
}

interface CapturedFieldProps extends Pick<ChangePart, 'choices'> {
  readonly label: string
  readonly description: string
  readonly required?: boolean
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (name: string) => void
}

/** The name under which the entries of a timeline captured something. */
function CapturedField({ choices, ...rest }: CapturedFieldProps) {
  const names = [...choices.eventAttributes, ...choices.attributes.map(({ name }) => name)]
  return <Autocomplete {...rest} maxLength={250} data={[...new Set(names)]} />
}

/** Changes that take together what a timeline recorded, or what a list or a tally holds. */
export function TimelineFields({ change, onChange, ...part }: TimelineFieldsProps) {
  const { choices, problems, path } = part
  const at = (member: string) => problemUnder(problems, `${path}.${member}`)
  const of = (
    <SourceField
      label="Of"
      value={change.of}
      choices={choices}
      error={at('of')}
      onChange={(next) => onChange({ ...change, of: next })}
    />
  )
  const within = (
    <WithinField
      value={change.within}
      error={at('within')}
      onChange={(next) => onChange({ ...change, within: next })}
    />
  )
  switch (change.kind) {
    case 'count':
      return (
        <>
          {of}
          {within}
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
          {of}
          <CapturedField
            label="Captured attribute"
            description="Of a timeline only"
            choices={choices}
            value={change.attribute ?? ''}
            error={at('attribute')}
            onChange={(attribute) => {
              const rest = without(change, 'attribute')
              onChange(attribute === '' ? rest : { ...rest, attribute })
            }}
          />
          {within}
        </>
      )
    case 'tally_entries':
      return (
        <>
          {of}
          <CapturedField
            label="Captured keys"
            description="A text, a list of texts, or a tally"
            required
            choices={choices}
            value={change.keys}
            error={at('keys')}
            onChange={(keys) => onChange({ ...change, keys })}
          />
          <CapturedField
            label="Captured numbers"
            description="The number of the key, or one for each key. Left out, each counts as 1; a tally has its own"
            choices={choices}
            value={change.numbers ?? ''}
            error={at('numbers')}
            onChange={(numbers) => {
              const rest = without(change, 'numbers')
              onChange(numbers === '' ? rest : { ...rest, numbers })
            }}
          />
          <Choice
            label="As"
            values={tallied}
            value={change.as}
            error={at('as')}
            onChange={(as) => onChange({ ...change, as })}
          />
          {within}
        </>
      )
  }
}
