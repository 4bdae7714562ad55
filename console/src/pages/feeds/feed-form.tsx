import type { Condition } from '@outcrop/contract'
import { Button, Card, Group as Row, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { ConditionGroup } from '../../ui/conditions/condition-group.tsx'
import { asGroup } from '../../ui/conditions/condition-tree.ts'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { StreamSelect } from '../../ui/stream-select.tsx'
import { useEventAttributes } from '../../ui/use-event-attributes.ts'
import { ComparisonRow } from './comparison-row.tsx'
import { describeCondition } from './describe-condition.ts'
import { emptyComparison } from './empty-comparison.ts'

export interface FeedDraft {
  readonly streamId: string | null
  readonly name: string
  readonly condition: Condition
}

interface FeedFormProps {
  readonly initial: FeedDraft
  /** A saved feed stays in its stream. */
  readonly streamFixed: boolean
  readonly onSave: (draft: FeedDraft) => void
  readonly pending: boolean
  readonly error: unknown
  readonly extra?: ReactNode
}

/** Name, stream and condition of a feed. */
export function FeedForm({ initial, streamFixed, onSave, pending, error, extra }: FeedFormProps) {
  const [draft, setDraft] = useState(initial)
  const tree = asGroup(draft.condition)
  const attributes = useEventAttributes(draft.streamId)
  const problems = fieldProblems(error)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSave(draft)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw={980}>
        <Card>
          <Stack>
            <StreamSelect
              value={draft.streamId}
              disabled={streamFixed}
              error={problems['stream_id']}
              onChange={(streamId) => setDraft({ ...draft, streamId })}
            />
            <TextInput
              label="Name"
              placeholder="Cart and checkout"
              required
              maxLength={100}
              value={draft.name}
              error={problems['name']}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
          </Stack>
        </Card>
        <div>
          <Title order={2} size="h5" mb="xs">
            An event is in this feed when
          </Title>
          <ConditionGroup
            tree={tree}
            empty={emptyComparison}
            words={{
              all: 'Nothing is demanded: every event matches.',
              any: 'Nothing can hold: no event matches.',
            }}
            row={(row) => <ComparisonRow {...row} attributes={attributes} />}
            onChange={(condition) => setDraft({ ...draft, condition })}
          />
          <Text size="sm" c="dimmed" mt="xs" aria-live="polite">
            In words: {describeCondition(tree)}
          </Text>
        </div>
        {error !== null && !allShown(problems, ['name', 'stream_id']) && <Failure error={error} />}
        <Row>
          <Button type="submit" loading={pending} disabled={draft.streamId === null}>
            Save feed
          </Button>
          {extra}
        </Row>
      </Stack>
    </form>
  )
}
