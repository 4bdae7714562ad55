import type { FeedAsks, Judgement } from '@outcrop/contract'

/** What is known of an event beside what it holds. */
export interface Known {
  /** Of the data source that it names; null when there is none of its key. */
  readonly sourceId: string | null | undefined
  readonly judged: Pick<Judgement, 'id' | 'verdict'> | undefined
}

/** Whether an event is one of those that are asked for. */
export const isAsked = (
  { specification_id, verdicts, data_source_id }: FeedAsks,
  { sourceId, judged }: Known,
): boolean =>
  (data_source_id === null || sourceId === data_source_id) &&
  (specification_id === null || judged?.id === specification_id) &&
  (verdicts.length === 0 || verdicts.includes(judged?.verdict ?? 'none'))
