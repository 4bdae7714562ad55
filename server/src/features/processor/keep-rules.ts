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
  /** Reads them again when one of these streams is not among them: it may have been made a moment ago. */
  readonly know: (streamIds: readonly string[]) => Promise<void>
}

/** The rules that a processor goes by: none until they are read for the first time. */
export function keepRules(options: RuleOptions): Rules {
  let rules: ReadonlyMap<string, StreamRules> = new Map()
  let reading: Promise<unknown> = Promise.resolve()
  /** Streams that had no rules when they were last read: they are not asked for again and again. */
  let bare: ReadonlySet<string> = new Set()

  const reload = () => {
    // One reading at a time: of two that overlap, the older one could end last and stay.
    const next = reading.then(async () => {
      rules = await readRules(options)
      bare = new Set()
    })
    reading = next.catch(() => undefined)
    return next
  }
  return {
    current: () => rules,
    reload,
    know: async (streamIds) => {
      const isUnknown = (id: string) => !rules.has(id)
      if (!streamIds.some((id) => isUnknown(id) && !bare.has(id))) return
      const before = bare
      await reload()
      bare = new Set([...before, ...streamIds].filter(isUnknown))
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
