import type { Trigger } from '@outcrop/contract'
import type { AnyAction } from '../../actions/define-action.ts'
import { laneOf } from '../../actions/lane-of.ts'
import { wantsVisitor } from '../../actions/wants-visitor.ts'
import type { AttributeRow } from '../attributes/attributes.ts'
import { revisionOf, type AudienceRow } from '../audiences/audiences.ts'
import type { StreamTrigger } from '../automations/automations.ts'
import type { DataSourceRow } from '../data-sources/data-sources.ts'
import { isAsked, judgeBy, type SpecificationRow } from '../specifications/specifications.ts'
import { capsOf, type Groups, type StartCaps } from '../caps/caps.ts'
import type { LoggedEvent } from '../events/events.ts'
import { knownOf, type CarriedRules } from './known-of.ts'
import type { CooldownGroupRow } from '../cooldown-groups/cooldown-groups.ts'
import { matcherOf, type FeedRow } from '../streams/streams.ts'
import { compileProfileRules, type ProfileNames, type ProfileRules } from '../visitors/visitors.ts'

export interface FeedRule {
  readonly id: string
  readonly name: string
  readonly matches: (event: Pick<LoggedEvent, 'name' | 'payload'>) => boolean
}

/** An automation that starts on something that happens in a stream. */
export interface TriggerRule {
  readonly automationId: string
  readonly versionId: string
  readonly name: string
  readonly on: Exclude<Trigger, { type: 'manual' }>
  readonly lane: string
  readonly deadlineS: number
  /** Whether its steps ask what the visitor was like. */
  readonly wantsVisitor: boolean
}

/** What happens on the events of one stream, and to its visitors. */
export interface StreamRules extends CarriedRules {
  readonly feeds: readonly FeedRule[]
  readonly triggers: readonly TriggerRule[]
  readonly profile: ProfileRules
  readonly names: ProfileNames
  /** Of the automations that have any, by id. */
  readonly caps: ReadonlyMap<string, StartCaps>
}

/** The configuration of all streams, as it is stored. */
export interface Configuration {
  readonly feeds: readonly FeedRow[]
  readonly triggers: readonly StreamTrigger[]
  readonly attributes: readonly AttributeRow[]
  readonly audiences: readonly AudienceRow[]
  readonly sources: readonly DataSourceRow[]
  readonly specifications: readonly SpecificationRow[]
  readonly cooldownGroups: readonly CooldownGroupRow[]
}

type OnFault = (error: unknown, id: string) => void

/**
 * Compiles the configuration, per stream. What cannot be compiled is reported and left out: it must
 * not stop the streams of everybody.
 */
export function compileRules(
  {
    feeds,
    triggers,
    attributes,
    audiences,
    sources,
    specifications,
    cooldownGroups,
  }: Configuration,
  actions: ReadonlyMap<string, AnyAction>,
  onFault: OnFault,
): ReadonlyMap<string, StreamRules> {
  const [ownFeeds, ownTriggers, ownAttributes, ownAudiences] = [byStream(feeds), byStream(triggers), byStream(attributes), byStream(audiences)] // prettier-ignore
  const [ownSources, ownSpecifications] = [byStream(sources), byStream(specifications)]
  const groups = new Map(cooldownGroups.map((group) => [group.id, group]))
  const streams = new Set([...ownFeeds.keys(), ...ownAttributes.keys()])
  const rules = [...streams].map((id): [string, StreamRules] => {
    const names = { attributes: ownAttributes.get(id) ?? [], audiences: ownAudiences.get(id) ?? [] }
    const carried = {
      sources: new Map(ownSources.get(id)?.map(({ id, name, key }) => [key, { id, name }])),
      specifications: new Map(ownSpecifications.get(id)?.map((one) => [one.name, judgeBy(one)])),
    }
    const triggers = unlessFaulty(ownTriggers.get(id), ({ automation_id }) => automation_id, (one) => triggerRule(one, actions), onFault) // prettier-ignore
    return [
      id,
      {
        feeds: unlessFaulty(
          ownFeeds.get(id),
          ({ id }) => id,
          (feed) => feedRule(feed, carried),
          onFault,
        ),
        triggers,
        caps: new Map(triggers.flatMap((trigger) => capsOfRule(trigger, groups))),
        profile: compileProfileRules(revisionOf(names.audiences), names.attributes, names.audiences, onFault), // prettier-ignore
        names,
        ...carried,
      },
    ]
  })
  return new Map(rules)
}

function byStream<Row extends { readonly stream_id: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const streams = new Map<string, Row[]>()
  for (const row of rows) {
    const own = streams.get(row.stream_id)
    if (own) own.push(row)
    else streams.set(row.stream_id, [row])
  }
  return streams
}

function unlessFaulty<Row, Rule>(
  rows: readonly Row[] = [],
  idOf: (row: Row) => string,
  compile: (row: Row) => Rule,
  onFault: OnFault,
): Rule[] {
  return rows.flatMap((row) => {
    try {
      return [compile(row)]
    } catch (error) {
      onFault(error, idOf(row))
      return []
    }
  })
}

function feedRule(feed: FeedRow, carried: CarriedRules): FeedRule {
  const { id, name, condition, specification_id, verdicts, data_source_id } = feed
  const holds = matcherOf(condition)
  // Most feeds ask for no more: their events are not judged for them.
  const asksMore = specification_id !== null || data_source_id !== null || verdicts.length > 0
  const isWanted: FeedRule['matches'] = (event) => isAsked(feed, knownOf(event, carried))
  return {
    id,
    name,
    matches: (event) => holds(event.payload) && (!asksMore || isWanted(event)),
  }
}

function triggerRule(
  { automation_id, version_id, organization_id, definition }: StreamTrigger,
  actions: ReadonlyMap<string, AnyAction>,
): TriggerRule {
  const { trigger, name, deadline_s, steps } = definition
  if (trigger.type === 'manual') throw new Error('It starts by hand only.')
  return {
    automationId: automation_id,
    versionId: version_id,
    name,
    on: trigger,
    lane: laneOf(definition, 0, organization_id, actions),
    deadlineS: deadline_s,
    wantsVisitor: steps.some(({ input }) => wantsVisitor(input)),
  }
}

function capsOfRule(
  { automationId, name, on }: TriggerRule,
  groups: Groups,
): [string, StartCaps][] {
  const caps = capsOf(name, on, groups)
  return caps ? [[automationId, caps]] : []
}
