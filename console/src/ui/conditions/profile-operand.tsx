import type { Attribute, ProfileComparison } from '@outcrop/contract'
import { Select } from '@mantine/core'
import { AgeInput } from './age-input.tsx'
import { asksNumber, truthIn } from './missing-in.ts'
import { OperandInput } from './operand-input.tsx'
import { numberOrText, operandKind } from './operator-kind.ts'

interface ProfileOperandProps {
  readonly comparison: ProfileComparison
  /** What is asked about, when it is an attribute of visitor or visit. */
  readonly asked: Attribute | undefined
  readonly onChange: (comparison: ProfileComparison) => void
}

/** What an attribute of a visitor is compared with, as operator and type demand. */
export function ProfileOperand({ comparison, asked, onChange }: ProfileOperandProps) {
  const { operator, value } = comparison
  const kind = operandKind(operator)
  const isNumber = asksNumber(comparison, asked)
  if (kind === 'text' && asked?.type === 'boolean_array') {
    return (
      <Select
        aria-label="Value"
        placeholder="true or false"
        flex="1 1 180px"
        allowDeselect={false}
        data={['true', 'false']}
        value={truthIn(value) ?? null}
        onChange={(chosen) => onChange({ ...comparison, value: chosen === 'true' })}
      />
    )
  }
  switch (kind) {
    case 'age':
      return <AgeInput comparison={comparison} onChange={onChange} />
    case 'step':
      return (
        <Select
          aria-label="Step"
          placeholder="Choose a step"
          flex="1 1 180px"
          allowDeselect={false}
          data={asked?.steps ?? []}
          value={typeof value === 'string' && value !== '' ? value : null}
          onChange={(step) => onChange({ ...comparison, value: step ?? '' })}
        />
      )
    case 'none':
    case 'number':
    case 'list':
    case 'text':
      return (
        <OperandInput
          kind={kind === 'text' && isNumber ? 'number' : kind}
          value={value}
          {...(operator === 'matches' && { placeholder: 'Regular expression (RE2)' })}
          onChange={(next) =>
            onChange({
              ...comparison,
              value: Array.isArray(next) && isNumber ? next.map(String).map(numberOrText) : next,
            })
          }
        />
      )
  }
}
