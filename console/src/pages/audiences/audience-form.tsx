import type { Audience, ProfileComparison } from '@outcrop/contract'
import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { attributesQuery } from '../../queries.ts'
import { asGroup, type Group } from '../../ui/conditions/condition-tree.ts'
import { heldScopes } from '../../ui/conditions/held-scopes.ts'
import { ProfileConditionBuilder } from '../../ui/conditions/profile-condition-builder.tsx'
import { ThingFields, thingPaths } from '../../ui/thing-fields.tsx'
import { ThingForm, type ThingFormProps } from '../../ui/thing-form.tsx'
import { useEditing } from '../../ui/use-editing.ts'
import { audienceWords } from './audience-words.ts'
import { SizeEstimate } from './size-estimate.tsx'

interface AudienceDraft {
  readonly stream_id: string
  readonly name: string
  readonly description: string
  readonly condition: Group<ProfileComparison>
}

/** What the form holds of an audience. */
export const audienceDraft = (audience: Audience): AudienceDraft => ({
  stream_id: audience.stream_id,
  name: audience.name,
  description: audience.description,
  // The places that the server names are those of the tree that is shown.
  condition: asGroup(audience.condition),
})

const nothing: readonly string[] = []

/** Name, stream and condition of an audience. */
export function AudienceForm({ isSaved, ...rest }: ThingFormProps<AudienceDraft, Audience>) {
  const editing = useEditing({
    ...rest,
    draftOf: audienceDraft,
    shown: [...thingPaths, 'condition'],
    changes: ['audiences'],
  })
  const { draft, change, problems } = editing
  const { data } = useQuery({
    ...attributesQuery(draft.stream_id),
    enabled: draft.stream_id !== '',
  })
  return (
    <ThingForm
      operation={isSaved ? 'updateAudience' : 'createAudience'}
      what="audience"
      editing={editing}
    >
      <ThingFields
        draft={draft}
        problems={problems}
        isSaved={isSaved}
        name={{ placeholder: 'At risk', maxLength: 127 }}
        onChange={change}
      />
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
          onChange={(condition) => change({ condition: asGroup(condition) })}
        />
        {draft.stream_id !== '' && (
          <SizeEstimate
            streamId={draft.stream_id}
            condition={draft.condition}
            attributes={data?.items ?? []}
          />
        )}
      </div>
    </ThingForm>
  )
}
