import type { SpecifiedAttribute } from '@outcrop/contract'
import { Button, Card, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { StreamSelect } from '../../ui/stream-select.tsx'
import { useEventAttributes } from '../../ui/use-event-attributes.ts'
import { AttributeList } from './attribute-list.tsx'

export interface SpecificationDraft {
  readonly streamId: string | null
  readonly name: string
  readonly description: string
  readonly attributes: SpecifiedAttribute[]
  readonly allow_others: boolean
}

interface SpecificationFormProps {
  readonly initial: SpecificationDraft
  /** A saved specification keeps its stream and its name. */
  readonly isSaved: boolean
  readonly onSave: (draft: SpecificationDraft) => void
  readonly pending: boolean
  readonly error: unknown
}

/** What the events of one name should hold. */
export function SpecificationForm(props: SpecificationFormProps) {
  const { initial, isSaved, onSave, pending, error } = props
  const [draft, setDraft] = useState(initial)
  const change = (part: Partial<SpecificationDraft>) =>
    setDraft((before) => ({ ...before, ...part }))
  const known = useEventAttributes(draft.streamId)
  const problems = fieldProblems(error)
  const ofAttributes = Object.keys(problems).filter((path) => path.startsWith('attributes.'))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSave(draft)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw={980}>
        <Card>
          <Stack>
            {!isSaved && (
              <>
                <StreamSelect
                  value={draft.streamId}
                  error={problems['stream_id']}
                  onChange={(streamId) => change({ streamId })}
                />
                <TextInput
                  label="Event name"
                  description="The tealium_event of the events that it is about. It never changes."
                  placeholder="purchase"
                  required
                  maxLength={250}
                  value={draft.name}
                  error={problems['name']}
                  onChange={(event) => change({ name: event.currentTarget.value })}
                />
              </>
            )}
            <Textarea
              label="Description"
              autosize
              minRows={1}
              maxLength={2000}
              value={draft.description}
              error={problems['description']}
              onChange={(event) => change({ description: event.currentTarget.value })}
            />
            <Switch
              label="Allow other attributes"
              description="Otherwise an attribute that is not listed is a warning."
              checked={draft.allow_others}
              onChange={(event) => change({ allow_others: event.currentTarget.checked })}
            />
          </Stack>
        </Card>
        <AttributeList
          attributes={draft.attributes}
          known={known}
          problems={problems}
          onChange={(attributes) => change({ attributes })}
        />
        {error !== null &&
          !allShown(problems, ['stream_id', 'name', 'description', ...ofAttributes]) && (
            <Failure error={error} />
          )}
        <Group>
          <Button type="submit" loading={pending} disabled={draft.streamId === null}>
            Save specification
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
