import type { AnyAction } from '../../actions/define-action.ts'
import type { Pool } from '../../db/pool.ts'
import { allAttributes } from '../attributes/attributes.ts'
import { allAudiences } from '../audiences/audiences.ts'
import { streamTriggers } from '../automations/automations.ts'
import { allCooldownGroups } from '../cooldown-groups/cooldown-groups.ts'
import { allDataSources } from '../data-sources/data-sources.ts'
import { allSpecifications } from '../specifications/specifications.ts'
import { allFeeds } from '../streams/streams.ts'
import { compileRules, type StreamRules } from './rules.ts'

export interface RuleOptions {
  readonly pool: Pool
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly log: { error(fields: object, text: string): void }
}

export interface Rules {
  /** By stream. */
  readonly current: () => ReadonlyMap<string, StreamRules>
  readonly reload: () => Promise<void>
}

/** The rules that a processor goes by: none until they are read for the first time. */
export function keepRules(options: RuleOptions): Rules {
  let rules: ReadonlyMap<string, StreamRules> = new Map()
  let reading: Promise<unknown> = Promise.resolve()
  return {
    current: () => rules,
    reload: () => {
      // One reading at a time: of two that overlap, the older one could end last and stay.
      const next = reading.then(async () => {
        rules = await readRules(options)
      })
      reading = next.catch(() => undefined)
      return next
    },
  }
}

async function readRules({
  pool,
  actions,
  log,
}: RuleOptions): Promise<ReadonlyMap<string, StreamRules>> {
  const [feeds, triggers, attributes, audiences, sources, specifications, cooldownGroups] =
    await Promise.all([
      allFeeds(pool),
      streamTriggers(pool),
      allAttributes(pool),
      allAudiences(pool),
      allDataSources(pool),
      allSpecifications(pool),
      allCooldownGroups(pool),
    ])
  const stored = { feeds, triggers, attributes, audiences, sources, specifications, cooldownGroups }
  return compileRules(stored, actions, (error, id) =>
    log.error({ err: error, id }, 'a part of a stream cannot be understood and is left out'),
  )
}
