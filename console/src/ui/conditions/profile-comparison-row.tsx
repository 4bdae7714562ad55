import {
  profileOperators,
  type AttributeType,
  type ProfileComparison,
  type ValueScope,
} from '@outcrop/contract'
import { Select } from '@mantine/core'
import { useState } from 'react'
import { AttributeFields } from './attribute-fields.tsx'
import type { AttributeChoices } from './attribute-name-fields.tsx'
import { ComparisonFrame } from './comparison-frame.tsx'
import type { RowProps } from './condition-group.tsx'
import { withAsked, withProfileOperator } from './edit-comparison.ts'
import { findAsked, fittingOperators } from './fitting-operators.ts'
import { missingIn } from './missing-in.ts'
import { operandKind, operatorLabel } from './operator-kind.ts'
import { ProfileOperand } from './profile-operand.tsx'

export interface ProfileChoices extends AttributeChoices {
  readonly scopes: readonly ValueScope[]
  /** Whether there is an event at hand whose changes can be asked about. */
  readonly hasEvent: boolean
}

interface ProfileComparisonRowProps extends RowProps<ProfileComparison> {
  readonly choices: ProfileChoices
}

/** Types in which upper and lower case can be told apart. */
const texts: ReadonlySet<AttributeType> = new Set(['string', 'visitor_id', 'string_array', 'set', 'tally']) // prettier-ignore

/** One comparison of a visitor: attribute, operator, value. */
export function ProfileComparisonRow(props: ProfileComparisonRowProps) {
  const { comparison, choices, onChange } = props
  const { attributes, hasEvent } = choices
  const { operator } = comparison
  const asked = findAsked(comparison, attributes)
  const fitting = fittingOperators(comparison, attributes).filter(
    (one) => hasEvent || one !== 'has_changed',
  )
  const offered = fitting.includes(operator) ? fitting : [...fitting, operator]
  const kind = operandKind(operator)
  const holdsText = asked === undefined || (comparison.key === undefined && texts.has(asked.type))
  // What is still missing is said when one has gone past it, not while it is typed.
  const [isLeft, setIsLeft] = useState(false)
  const problem = props.problem ?? (isLeft ? missingIn(comparison, attributes) : undefined)
  return (
    <ComparisonFrame
      {...props}
      problem={problem}
      onLeave={() => setIsLeft(true)}
      folds={holdsText && (kind === 'text' || kind === 'list')}
    >
      <AttributeFields
        choices={choices}
        scopes={choices.scopes}
        value={comparison}
        onChange={(next) => onChange(withAsked(comparison, next, attributes))}
      />
      <Select
        aria-label="Operator"
        flex="1 1 170px"
        allowDeselect={false}
        searchable
        data={offered.map((one) => ({ value: one, label: operatorLabel(one) }))}
        value={operator}
        onChange={(chosen) => {
          const next = profileOperators.find((one) => one === chosen)
          if (next) onChange(withProfileOperator(comparison, next))
        }}
      />
      <ProfileOperand comparison={comparison} asked={asked} onChange={onChange} />
    </ComparisonFrame>
  )
}
