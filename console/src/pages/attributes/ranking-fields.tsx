import type { Change } from '@outcrop/contract'
import { NumberField } from '../../ui/number-field.tsx'
import { problemUnder } from '../../ui/field-problems.ts'
import type { ChangePart } from './change-part.ts'
import { SourceField } from './source-field.tsx'

type Ranking = Extract<Change, { kind: 'top_keys' | 'keys_above' }>

export const isRanking = (change: Change): change is Ranking =>
  change.kind === 'top_keys' || change.kind === 'keys_above'

interface RankingFieldsProps extends ChangePart {
  readonly change: Ranking
  readonly onChange: (change: Change) => void
}

/** Which keys of a tally are taken: the highest ones, or those above a number. */
export function RankingFields({ change, choices, problems, path, onChange }: RankingFieldsProps) {
  const error = (member: string) => problemUnder(problems, `${path}.${member}`)
  return (
    <>
      <SourceField
        label="Of"
        value={change.of}
        choices={choices}
        error={error('of')}
        onChange={(of) => onChange({ ...change, of })}
      />
      {change.kind === 'top_keys' ? (
        <NumberField
          label="How many"
          required
          min={1}
          max={1000}
          allowDecimal={false}
          value={change.count}
          error={error('count')}
          onChange={(count) => onChange({ ...change, count })}
        />
      ) : (
        <NumberField
          label="Above"
          required
          value={change.above}
          error={error('above')}
          onChange={(above) => onChange({ ...change, above })}
        />
      )}
    </>
  )
}
