import type { Feed } from '@outcrop/contract'
import { verdictMeanings } from '../../ui/verdict-meanings.ts'
import { describeCondition } from './describe-condition.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What is known by name of what feeds ask for. */
export interface FeedNames {
  readonly specifications: readonly Named[]
  readonly sources: readonly Named[]
}

const nameOf = (items: readonly Named[], id: string) =>
  items.find((one) => one.id === id)?.name ?? '…'

/** What a feed asks of an event, in one line. */
export function describeFeed(
  feed: Pick<Feed, 'condition' | 'specification_id' | 'verdicts' | 'data_source_id'>,
  { specifications, sources }: FeedNames,
): string {
  const { condition, specification_id, verdicts, data_source_id } = feed
  const asked = [
    specification_id !== null && `specification ${nameOf(specifications, specification_id)}`,
    verdicts.length > 0 && verdicts.map((one) => verdictMeanings[one].name.toLowerCase()).join(' or '), // prettier-ignore
    data_source_id !== null && `from ${nameOf(sources, data_source_id)}`,
  ].filter((part) => part !== false)
  return [describeCondition(condition), ...asked].join(' · ')
}
