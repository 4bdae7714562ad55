import type { Feed } from '@outcrop/contract'
import { Title } from '@mantine/core'
import { ConditionBuilder } from '../../ui/conditions/condition-builder.tsx'
import { ThingFields, thingPaths } from '../../ui/thing-fields.tsx'
import { ThingForm, type ThingFormProps } from '../../ui/thing-form.tsx'
import { useEditing } from '../../ui/use-editing.ts'
import { useEventAttributes } from '../../ui/use-event-attributes.ts'
import { ComparisonRow } from './comparison-row.tsx'
import { describeCondition, feedWords } from './describe-condition.ts'
import { emptyComparison } from './empty-comparison.ts'
import { askedPaths, FeedAsksFields } from './feed-asks.tsx'
import { feedDraft, type FeedDraft } from './feed-draft.ts'

/** What of a draft belongs to its stream. */
const ofNoStream = { specification_id: null, data_source_id: null }

/** Name, stream and condition of a feed, and what else it asks for. */
export function FeedForm({ isSaved, ...rest }: ThingFormProps<FeedDraft, Feed>) {
  const editing = useEditing({
    ...rest,
    draftOf: feedDraft,
    shown: [...thingPaths, 'condition', ...askedPaths],
    changes: ['feeds'],
  })
  const { draft, change, problems } = editing
  const attributes = useEventAttributes(draft.stream_id)
  return (
    <ThingForm operation={isSaved ? 'updateFeed' : 'createFeed'} what="feed" editing={editing}>
      <ThingFields
        draft={draft}
        problems={problems}
        isSaved={isSaved}
        name={{ placeholder: 'Cart and checkout', maxLength: 100 }}
        onChange={(part) =>
          change(part.stream_id === undefined ? part : { ...ofNoStream, ...part })
        }
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
      <FeedAsksFields
        streamId={draft.stream_id}
        asks={draft}
        problems={problems}
        onChange={change}
      />
    </ThingForm>
  )
}
