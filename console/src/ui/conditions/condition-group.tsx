import type { Tree } from '@outcrop/contract'
import { Button, Group as Row, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { AddButton } from '../add-button.tsx'
import { keepingFocus } from '../keeping-focus.ts'
import {
  addTo,
  documentPath,
  isGroup,
  membersOf,
  modeOf,
  removeAt,
  replaceAt,
  setMode,
  type Group,
  type Path,
} from './condition-tree.ts'

/** What one comparison of a condition gets. */
export interface RowProps<Leaf> {
  readonly comparison: Leaf
  /** Where it stands, such as 2.1, to tell the rows apart by ear. */
  readonly place: string
  /** What the server says about it. */
  readonly problem: string | undefined
  readonly onChange: (comparison: Leaf) => void
  readonly onRemove: () => void
}

interface ConditionGroupProps<Leaf extends object> {
  readonly tree: Group<Leaf>
  readonly path?: Path
  readonly group?: Group<Leaf>
  readonly label?: string
  readonly empty: Leaf
  /** What a group means that demands nothing, and one that can never hold. */
  readonly words: { readonly all: string; readonly any: string }
  /** What the server says about the comparison at a place of the document. */
  readonly problemAt: (path: string) => string | undefined
  readonly row: (props: RowProps<Leaf>) => ReactNode
  readonly onChange: (tree: Group<Leaf>) => void
}

/** Deeper nesting can be written through the API; here it would only confuse. */
const deepest = 3

/** A group of conditions of which all or any must hold. Groups may hold groups. */
export function ConditionGroup<Leaf extends object>(props: ConditionGroupProps<Leaf>) {
  const { tree, path = [], group = tree, label = 'Condition', empty, words, row, onChange } = props
  const members = membersOf(group)
  const member = (node: Tree<Leaf>, index: number) => {
    const own = [...path, index]
    if (isGroup(node)) {
      return <ConditionGroup key={index} {...props} path={own} group={node} label="Group" />
    }
    return (
      <Fragment key={index}>
        {row({
          comparison: node,
          place: own.map((position) => position + 1).join('.'),
          problem: props.problemAt(documentPath(tree, own)),
          onChange: (changed) => onChange(replaceAt(tree, own, changed)),
          onRemove: () => onChange(removeAt(tree, own)),
        })}
      </Fragment>
    )
  }
  return (
    <Paper withBorder p="md" role="group" aria-label={label}>
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
              onClick={() => keepingFocus(() => onChange(removeAt(tree, path)))}
            >
              Remove group
            </Button>
          )}
        </Row>
        {members.length === 0 && (
          <Text size="sm" c="dimmed">
            {words[modeOf(group)]}
          </Text>
        )}
        {members.map(member)}
        <Row gap="xs">
          <AddButton label="Add comparison" onClick={() => onChange(addTo(tree, path, empty))} />
          {path.length < deepest && (
            <AddButton
              label="Add group"
              variant="subtle"
              onClick={() => onChange(addTo(tree, path, { any: [empty] }))}
            />
          )}
        </Row>
      </Stack>
    </Paper>
  )
}
