import type { ProfileCondition } from '@outcrop/contract'
import { Stack, Text } from '@mantine/core'
import { problemUnder, type FieldProblems } from '../field-problems.ts'
import { ConditionGroup } from './condition-group.tsx'
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

/** A condition on visitors, as groups of comparisons, with what the server says at its place. */
export function ProfileConditionBuilder(props: ProfileConditionBuilderProps) {
  const { condition, choices, words, problems, path, onChange } = props
  const tree = asGroup(condition)
  const own = problems[path]
  return (
    <Stack gap="xs">
      <ConditionGroup
        tree={tree}
        empty={emptyProfileComparison}
        words={{
          all: `Nothing is demanded: ${words.everything}.`,
          any: `Nothing can hold: ${words.nothing}.`,
        }}
        row={(row) => (
          <ProfileComparisonRow
            {...row}
            choices={choices}
            problem={problemUnder(problems, `${path}.${row.path}`)}
          />
        )}
        onChange={onChange}
      />
      {own !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)">
          {own}
        </Text>
      )}
      <Text size="sm" c="dimmed" aria-live="polite">
        In words: {describeProfileCondition(tree, choices.attributes, words)}
      </Text>
    </Stack>
  )
}
