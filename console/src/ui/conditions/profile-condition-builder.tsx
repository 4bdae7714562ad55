import type { ProfileCondition } from '@outcrop/contract'
import type { FieldProblems } from '../field-problems.ts'
import { ConditionBuilder } from './condition-builder.tsx'
import { asGroup } from './condition-tree.ts'
import { describeProfileCondition } from './describe-profile-condition.ts'
import { emptyProfileComparison } from './edit-comparison.ts'
import { ProfileComparisonRow, type ProfileChoices } from './profile-comparison-row.tsx'

interface ProfileConditionBuilderProps {
  readonly condition: ProfileCondition
  readonly choices: ProfileChoices
  /** What it means when nothing is demanded, and when nothing can hold, such as "every visitor". */
  readonly words: { readonly everything: string; readonly nothing: string }
  readonly problems: FieldProblems
  /** Where the condition stands in the document, as the server names it. */
  readonly path: string
  readonly onChange: (condition: ProfileCondition) => void
}

/** A condition on visitors. */
export function ProfileConditionBuilder(props: ProfileConditionBuilderProps) {
  const { condition, choices, ...rest } = props
  const tree = asGroup(condition)
  return (
    <ConditionBuilder
      {...rest}
      tree={tree}
      empty={emptyProfileComparison}
      inWords={describeProfileCondition(tree, choices.attributes, rest.words)}
      row={(row) => <ProfileComparisonRow {...row} choices={choices} />}
    />
  )
}
