import type { Condition } from '@outcrop/contract'
import { Button, Group as Row, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { ComparisonRow } from './comparison-row.tsx'
import {
  addTo,
  emptyComparison,
  isGroup,
  membersOf,
  modeOf,
  removeAt,
  replaceAt,
  setMode,
  type Group,
  type Path,
} from './condition-tree.ts'

interface ConditionGroupProps {
  readonly tree: Group
  readonly path: Path
  readonly group: Group
  readonly attributes: readonly string[]
  readonly onChange: (tree: Group) => void
}

/** Deeper nesting can be written through the API; here it would only confuse. */
const deepest = 3

/** A group of conditions of which all or any must hold. Groups may hold groups. */
export function ConditionGroup({ tree, path, group, attributes, onChange }: ConditionGroupProps) {
  const members = membersOf(group)
  const row = (node: Condition, index: number) => {
    const own = [...path, index]
    if (isGroup(node)) {
      return (
        <ConditionGroup
          key={index}
          tree={tree}
          path={own}
          group={node}
          attributes={attributes}
          onChange={onChange}
        />
      )
    }
    return (
      <ComparisonRow
        key={index}
        comparison={node}
        place={own.map((position) => position + 1).join('.')}
        attributes={attributes}
        onChange={(changed) => onChange(replaceAt(tree, own, changed))}
        onRemove={() => onChange(removeAt(tree, own))}
      />
    )
  }
  return (
    <Paper withBorder p="md" role="group" aria-label={path.length === 0 ? 'Condition' : 'Group'}>
      <Stack gap="sm">
        <Row justify="space-between">
          <Row gap="sm">
            <SegmentedControl
              size="xs"
              aria-label="How many of these must hold"
              value={modeOf(group)}
              onChange={(mode) => onChange(setMode(tree, path, mode === 'any' ? 'any' : 'all'))}
              data={[
                { value: 'all', label: 'All (and)' },
                { value: 'any', label: 'Any (or)' },
              ]}
            />
            <Text size="sm" c="dimmed">
              of these must hold
            </Text>
          </Row>
          {path.length > 0 && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={14} />}
              onClick={() => onChange(removeAt(tree, path))}
            >
              Remove group
            </Button>
          )}
        </Row>
        {members.length === 0 && (
          <Text size="sm" c="dimmed">
            {modeOf(group) === 'all'
              ? 'Nothing is demanded: every event matches.'
              : 'Nothing can hold: no event matches.'}
          </Text>
        )}
        {members.map(row)}
        <Row gap="xs">
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange(addTo(tree, path, emptyComparison))}
          >
            Add comparison
          </Button>
          {path.length < deepest && (
            <Button
              size="xs"
              variant="subtle"
              leftSection={<IconPlus size={14} />}
              onClick={() => onChange(addTo(tree, path, { any: [emptyComparison] }))}
            >
              Add group
            </Button>
          )}
        </Row>
      </Stack>
    </Paper>
  )
}
