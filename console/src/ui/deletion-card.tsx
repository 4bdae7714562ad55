import { Card, Group, Text } from '@mantine/core'
import { useNavigate, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConfirmButton } from './confirm-button.tsx'
import { May } from './may.tsx'
import type { Operation } from './operation.ts'

interface DeletionCardProps {
  readonly operation: Operation
  /** Such as "Delete provider". */
  readonly label: string
  readonly title: string
  /** When it can be deleted at all. */
  readonly note: string
  /** What is lost with it. */
  readonly children: ReactNode
  readonly remove: () => Promise<unknown>
  /** The list that it is in: its room, the key of its query, and the stream that it is the list of. */
  readonly list: {
    readonly room: NonNullable<LinkProps['to']>
    readonly query: string
    readonly stream_id?: string
  }
}

/** The end of a settings page: deletes the thing, and goes back to the list of its kind. */
export function DeletionCard(props: DeletionCardProps) {
  const { operation, label, title, note, children, remove, list } = props
  const navigate = useNavigate()
  const { room, query, stream_id } = list
  return (
    <May do={operation}>
      <Card>
        <Group justify="space-between">
          <Text size="sm" c="dimmed" maw={560}>
            {note}
          </Text>
          <ConfirmButton
            operation={operation}
            label={label}
            title={title}
            onConfirm={remove}
            changes={[query]}
            // What had been changed of it before does not matter any more.
            onDone={() => navigate({ to: room, search: { stream_id }, ignoreBlocker: true })}
          >
            {children}
          </ConfirmButton>
        </Group>
      </Card>
    </May>
  )
}
