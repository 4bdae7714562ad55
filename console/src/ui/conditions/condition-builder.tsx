import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { problemUnder, type FieldProblems } from '../field-problems.ts'
import { ConditionGroup, type RowProps } from './condition-group.tsx'
import type { Group } from './condition-tree.ts'

interface ConditionBuilderProps<Leaf extends object> {
  readonly tree: Group<Leaf>
  /** What a new row begins with. */
  readonly empty: Leaf
  /** What it means when nothing is demanded, and when nothing can hold, such as "every visitor". */
  readonly words: { readonly everything: string; readonly nothing: string }
  /** The condition in one line. */
  readonly inWords: string
  readonly problems: FieldProblems
  /** Where the condition stands in the document, as the server names it. */
  readonly path: string
  readonly row: (props: RowProps<Leaf>) => ReactNode
  readonly onChange: (tree: Group<Leaf>) => void
}

/** A condition as groups of comparisons, with what the server says at its place, and in words. */
export function ConditionBuilder<Leaf extends object>(props: ConditionBuilderProps<Leaf>) {
  const { tree, empty, words, inWords, problems, path, row, onChange } = props
  const own = problems[path]
  return (
    <Stack gap="xs">
      <ConditionGroup
        tree={tree}
        empty={empty}
        words={{
          all: `Nothing is demanded: ${words.everything}.`,
          any: `Nothing can hold: ${words.nothing}.`,
        }}
        problemAt={(place) => problemUnder(problems, `${path}.${place}`)}
        row={row}
        onChange={onChange}
      />
      {own !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)">
          {own}
        </Text>
      )}
      <Text size="sm" c="dimmed" aria-live="polite">
        In words: {inWords}
      </Text>
    </Stack>
  )
}
