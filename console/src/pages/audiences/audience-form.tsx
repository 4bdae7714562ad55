import type { ProfileCondition } from '@outcrop/contract'
import { Button, Card, Group, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { attributesQuery } from '../../queries.ts'
import { asGroup } from '../../ui/conditions/condition-tree.ts'
import { heldScopes } from '../../ui/conditions/held-scopes.ts'
import { ProfileConditionBuilder } from '../../ui/conditions/profile-condition-builder.tsx'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'
import { StreamSelect } from '../../ui/stream-select.tsx'
import { audienceWords } from './audience-words.ts'
import { SizeEstimate } from './size-estimate.tsx'

export interface AudienceDraft {
  readonly streamId: string | null
  readonly name: string
  readonly description: string
  readonly condition: ProfileCondition
}

interface AudienceFormProps {
  readonly initial: AudienceDraft
  /** A saved audience stays in its stream. */
  readonly streamFixed: boolean
  readonly onSave: (draft: AudienceDraft) => void
  readonly pending: boolean
  readonly error: unknown
  readonly extra?: ReactNode
}

const nothing: readonly string[] = []

/** Name, stream and condition of an audience. */
export function AudienceForm(props: AudienceFormProps) {
  const { initial, streamFixed, onSave, pending, error, extra } = props
  // The places that the server names are those of the tree that is shown.
  const [draft, setDraft] = useState({ ...initial, condition: asGroup(initial.condition) })
  const { data } = useQuery({
    ...attributesQuery(draft.streamId ?? undefined),
    enabled: draft.streamId !== null,
  })
  const problems = fieldProblems(error)
  const ofCondition = Object.keys(problems).filter((path) => /^condition(\.|$)/.test(path))
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
              placeholder="At risk"
              required
              maxLength={127}
              value={draft.name}
              error={problems['name']}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <Textarea
              label="Description"
              autosize
              minRows={1}
              maxLength={2000}
              value={draft.description}
              error={problems['description']}
              onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
            />
          </Stack>
        </Card>
        <div>
          <Title order={2} size="h5" mb="xs">
            A visitor is in this audience while
          </Title>
          <ProfileConditionBuilder
            condition={draft.condition}
            choices={{
              scopes: heldScopes,
              attributes: data?.items ?? [],
              eventAttributes: nothing,
              hasEvent: false,
            }}
            words={audienceWords}
            problems={problems}
            path="condition"
            onChange={(condition) => setDraft({ ...draft, condition: asGroup(condition) })}
          />
          {draft.streamId !== null && (
            <SizeEstimate streamId={draft.streamId} condition={draft.condition} />
          )}
        </div>
        {error !== null &&
          !allShown(problems, ['name', 'description', 'stream_id', ...ofCondition]) && (
            <Failure error={error} />
          )}
        <Group>
          <Button type="submit" loading={pending} disabled={draft.streamId === null}>
            Save audience
          </Button>
          {extra}
        </Group>
      </Stack>
    </form>
  )
}
