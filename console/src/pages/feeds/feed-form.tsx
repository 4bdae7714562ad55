import type { Comparison, Feed } from '@outcrop/contract'
import { Title } from '@mantine/core'
import { ConditionBuilder } from '../../ui/conditions/condition-builder.tsx'
import { asGroup, type Group } from '../../ui/conditions/condition-tree.ts'
import { ThingFields, thingPaths } from '../../ui/thing-fields.tsx'
import { ThingForm, type ThingFormProps } from '../../ui/thing-form.tsx'
import { useEditing } from '../../ui/use-editing.ts'
import { useEventAttributes } from '../../ui/use-event-attributes.ts'
import { ComparisonRow } from './comparison-row.tsx'
import { describeCondition, feedWords } from './describe-condition.ts'
import { emptyComparison } from './empty-comparison.ts'

interface FeedDraft {
  readonly stream_id: string
  readonly name: string
  readonly condition: Group<Comparison>
}

/** What the form holds of a feed. */
export const feedDraft = ({ stream_id, name, condition }: Feed): FeedDraft => ({
  stream_id,
  name,
  // The places that the server names are those of the tree that is shown.
  condition: asGroup(condition),
})

/** Name, stream and condition of a feed. */
export function FeedForm({ isSaved, ...rest }: ThingFormProps<FeedDraft, Feed>) {
  const editing = useEditing({
    ...rest,
    draftOf: feedDraft,
    shown: [...thingPaths, 'condition'],
    changes: ['feeds'],
  })
  const { draft, change, problems } = editing
  const attributes = useEventAttributes(draft.stream_id)
  return (
    <ThingForm what="feed" editing={editing}>
      <ThingFields
        draft={draft}
        problems={problems}
        isSaved={isSaved}
        name={{ placeholder: 'Cart and checkout', maxLength: 100 }}
        onChange={change}
      />
      <div>
        <Title order={2} size="h5" mb="xs">
          An event is in this feed when
        </Title>
        <ConditionBuilder
          tree={draft.condition}
          empty={emptyComparison}
          words={feedWords}
          inWords={describeCondition(draft.condition)}
          problems={problems}
          path="condition"
          row={(row) => <ComparisonRow {...row} attributes={attributes} />}
          onChange={(condition) => change({ condition })}
        />
      </div>
    </ThingForm>
  )
}
