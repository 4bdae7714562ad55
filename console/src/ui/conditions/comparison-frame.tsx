import { Checkbox, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { RemoveIcon } from '../remove-icon.tsx'
import type { RowProps } from './condition-group.tsx'

interface Comparison {
  readonly ignore_case?: boolean | undefined
}

interface ComparisonFrameProps<Leaf extends Comparison> extends RowProps<Leaf> {
  /** Whether it can be asked to take no notice of upper and lower case. */
  readonly folds: boolean
  /** When one goes on to something else than this row. */
  readonly onLeave?: () => void
  /** What is compared, with what, and how. */
  readonly children: ReactNode
}

/** One row of a condition, whatever it compares. */
export function ComparisonFrame<Leaf extends Comparison>(props: ComparisonFrameProps<Leaf>) {
  const { comparison, place, problem, folds, onChange, onRemove, onLeave, children } = props
  return (
    <Stack
      gap={4}
      role="group"
      aria-label={`Comparison ${place}`}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onLeave?.()
      }}
    >
      <Group gap="xs" align="center">
        {children}
        <Group gap="xs" wrap="nowrap">
          {folds && (
            <Checkbox
              label="Ignore case"
              size="xs"
              checked={comparison.ignore_case ?? false}
              onChange={(event) =>
                onChange({ ...comparison, ignore_case: event.currentTarget.checked })
              }
            />
          )}
          <RemoveIcon label={`Remove comparison ${place}`} onClick={onRemove} />
        </Group>
      </Group>
      {problem !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {problem}
        </Text>
      )}
    </Stack>
  )
}
