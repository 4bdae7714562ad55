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

/**
 * Compiles feeds and triggers, per stream. One that cannot be compiled is reported and left out: it
 * must not stop the streams of everybody.
 */
export function compileRules(
  feeds: readonly FeedRow[],
  triggers: readonly EventTrigger[],
  actions: ReadonlyMap<string, AnyAction>,
  onFault: (error: unknown, id: string) => void,
): ReadonlyMap<string, StreamRules> {
  const streams = new Map<string, { feeds: FeedRule[]; triggers: TriggerRule[] }>()
  const of = (streamId: string) => {
    const rules = streams.get(streamId) ?? { feeds: [], triggers: [] }
    streams.set(streamId, rules)
    return rules
  }
  const unlessFaulty = (id: string, compile: () => void) => {
    try {
      compile()
    } catch (error) {
      onFault(error, id)
    }
  }
  for (const { id, name, stream_id, condition } of feeds) {
    unlessFaulty(id, () => of(stream_id).feeds.push({ id, name, matches: matcherOf(condition) }))
  }
  for (const trigger of triggers) {
    unlessFaulty(trigger.automation_id, () =>
      of(trigger.stream_id).triggers.push(ruleOf(trigger, actions)),
    )
  }
  return streams
}

const ruleOf = (
  { automation_id, version_id, organization_id, feed_id, definition }: EventTrigger,
  actions: ReadonlyMap<string, AnyAction>,
): TriggerRule => ({
  automationId: automation_id,
  versionId: version_id,
  name: definition.name,
  feedId: feed_id,
  lane: laneOf(definition, 0, organization_id, actions),
  deadlineS: definition.deadline_s,
})
