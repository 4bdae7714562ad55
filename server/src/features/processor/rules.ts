import type { AnyAction } from '../../actions/define-action.ts'
import { laneOf } from '../../actions/lane-of.ts'
import type { EventTrigger } from '../automations/automations.ts'
import { matcherOf, type FeedRow, type Matcher } from '../streams/streams.ts'

export interface FeedRule {
  readonly id: string
  readonly name: string
  readonly matches: Matcher
}

export interface TriggerRule {
  readonly automationId: string
  readonly versionId: string
  readonly name: string
  readonly feedId: string
  readonly lane: string
  readonly deadlineS: number
}

/** What happens on the events of one stream. */
export interface StreamRules {
  readonly feeds: readonly FeedRule[]
  readonly triggers: readonly TriggerRule[]
}

/** Compiles feeds and triggers, per stream. */
export function compileRules(
  feeds: readonly FeedRow[],
  triggers: readonly EventTrigger[],
  actions: ReadonlyMap<string, AnyAction>,
): ReadonlyMap<string, StreamRules> {
  const streams = new Map<string, { feeds: FeedRule[]; triggers: TriggerRule[] }>()
  const of = (streamId: string) => {
    const rules = streams.get(streamId) ?? { feeds: [], triggers: [] }
    streams.set(streamId, rules)
    return rules
  }
  for (const { id, name, stream_id, condition } of feeds) {
    of(stream_id).feeds.push({ id, name, matches: matcherOf(condition) })
  }
  for (const trigger of triggers) {
    of(trigger.stream_id).triggers.push({
      automationId: trigger.automation_id,
      versionId: trigger.version_id,
      name: trigger.definition.name,
      feedId: trigger.feed_id,
      lane: laneOf(trigger.definition, 0, actions),
      deadlineS: trigger.definition.deadline_s,
    })
  }
  return streams
}
