import { noSource, type Comparison, type Feed, type FeedAsks } from '@outcrop/contract'
import type { NewFeedSearch } from '../../search.ts'
import { asGroup, type Group } from '../../ui/conditions/condition-tree.ts'
import { emptyComparison } from './empty-comparison.ts'

export interface FeedDraft extends FeedAsks {
  readonly stream_id: string
  readonly name: string
  readonly condition: Group<Comparison>
}

/** What the form holds of a feed. */
export const feedDraft = (feed: Feed): FeedDraft => ({
  stream_id: feed.stream_id,
  name: feed.name,
  // The places that the server names are those of the tree that is shown.
  condition: asGroup(feed.condition),
  specification_id: feed.specification_id,
  verdicts: feed.verdicts,
  data_source_id: feed.data_source_id,
})

/** What a new feed begins with: all that was asked for, or one row to fill in. */
export function newFeedDraft(stream_id: string, asked: NewFeedSearch): FeedDraft {
  const { name, verdict, specification_id = null, data_source_id } = asked
  const isUnsourced = data_source_id === noSource
  const rows: Comparison[] = []
  if (name !== undefined) rows.push({ ...emptyComparison, attribute: 'tealium_event', value: name })
  if (isUnsourced) rows.push({ attribute: 'tealium_datasource', operator: 'is_not_assigned' })
  const asks: FeedAsks = {
    specification_id,
    verdicts: verdict === undefined ? [] : [verdict],
    data_source_id: isUnsourced ? null : (data_source_id ?? null),
  }
  const asksNothing =
    specification_id === null && asks.data_source_id === null && asks.verdicts.length === 0
  if (rows.length === 0 && asksNothing)
    rows.push({ ...emptyComparison, attribute: 'tealium_event' })
  return { stream_id, name: '', condition: { all: rows }, ...asks }
}
