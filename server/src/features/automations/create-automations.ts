import type { Automation, Definition, Finding } from '@outcrop/contract'
import { LRUCache } from 'lru-cache'
import type { AnyAction } from '../../actions/define-action.ts'
import { laneOf } from '../../actions/lane-of.ts'
import type { Use } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/transaction.ts'
import { Problem } from '../../kernel/problem.ts'
import { refuseFaulty } from '../../kernel/refuse-faulty.ts'
import { attributesOf } from '../attributes/attributes.ts'
import { listAudiences } from '../audiences/audiences.ts'
import { cooldownGroupIds } from '../cooldown-groups/cooldown-groups.ts'
import { listFeeds } from '../streams/streams.ts'
import { automationsNaming } from './automations-naming.ts'
import { checkDefinition, type World } from './check-definition.ts'
import { automationOf } from './shapes.ts'
import {
  automationsUsing,
  definitionsInUse,
  findAutomation,
  findDefinition,
  insertAutomation,
  publishDraft,
} from './store.ts'
import { unlistedModels, type ListedModels } from './unlisted-models.ts'
import { usesOf } from './uses-of.ts'

export interface AutomationsOptions {
  readonly db: Db
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly providers: (organizationId: string) => Promise<World['providers']>
  readonly models: ListedModels
  readonly now: () => Date
}

export interface Automations {
  /** The definition of a published version; it never changes. */
  definition(versionId: string): Promise<Definition>
  published(organizationId: string, id: string): Promise<Automation['published']>
  laneOf(organizationId: string, definition: Definition, step: number): string
  check(organizationId: string, definition: Definition): Promise<Finding[]>
  /** What is strange in a definition without findings, as far as that can be told without asking AWS. */
  notes(organizationId: string, definition: Definition): Promise<Finding[]>
  create(organizationId: string, definition: Definition): Promise<Automation>
  /** Publishes the draft; throws `invalid-input` that lists every finding. */
  publish(organizationId: string, id: string): Promise<Automation>
  get(organizationId: string, id: string): Promise<Automation>
  /** What the drafts and published versions call in AWS, by provider; of one automation or of all. */
  uses(organizationId: string, id?: string): Promise<ReadonlyMap<string, readonly Use[]>>
  /** The names of the automations that name a feed, a provider, a service or an agent. */
  using(organizationId: string, id: string): Promise<string[]>
  /** The names of the automations of a stream that map an attribute or name it in a template. */
  naming(organizationId: string, streamId: string, attribute: string): Promise<string[]>
}

/** What a definition may refer to. */
async function worldOf(
  { db, actions, providers }: AutomationsOptions,
  organizationId: string,
  { trigger }: Definition,
): Promise<World> {
  const [feeds, audiences, cooldownGroups] = await Promise.all([
    listFeeds(db, organizationId, { limit: 10_000 }),
    listAudiences(db, organizationId, { limit: 10_000 }),
    cooldownGroupIds(db, organizationId),
  ])
  return {
    organizationId,
    actions,
    feedIds: new Set(feeds.map(({ id }) => id)),
    audienceIds: new Set(audiences.map(({ id }) => id)),
    cooldownGroupIds: cooldownGroups,
    attributes: await attributesAt(db, trigger, [...feeds, ...audiences]),
    providers: await providers(organizationId),
  }
}

/** The attributes of the stream that a trigger is about; null when there is none. */
async function attributesAt(
  db: Db,
  trigger: Definition['trigger'],
  things: readonly { readonly id: string; readonly stream_id: string }[],
): Promise<World['attributes']> {
  if (trigger.type === 'manual') return null
  const id = trigger.type === 'event' ? trigger.feed_id : trigger.audience_id
  const streamId = things.find((one) => one.id === id)?.stream_id
  return streamId === undefined ? null : attributesOf(db, streamId)
}

export function createAutomations(options: AutomationsOptions): Automations {
  const { db, actions, models, now } = options
  const definitions = new LRUCache<string, Definition>({ max: 1000 })

  const get = async (organizationId: string, id: string): Promise<Automation> => {
    const row = await findAutomation(db, organizationId, id)
    if (!row) throw new Problem('not-found', `There is no automation ${id}.`)
    return automationOf(row)
  }

  const check = async (organizationId: string, definition: Definition): Promise<Finding[]> =>
    checkDefinition(definition, await worldOf(options, organizationId, definition))

  return {
    get,
    check,
    notes: (organizationId, definition) =>
      unlistedModels(definition, organizationId, actions, models),
    laneOf: (organizationId, definition, step) => laneOf(definition, step, organizationId, actions),
    definition: async (versionId) => {
      const known = definitions.get(versionId) ?? (await findDefinition(db, versionId))
      if (!known) throw new Problem('not-found', `There is no automation version ${versionId}.`)
      definitions.set(versionId, known)
      return known
    },
    published: async (organizationId, id) => (await get(organizationId, id)).published,
    create: async (organizationId, definition) =>
      get(organizationId, await insertAutomation(db, organizationId, definition, now())),
    publish: async (organizationId, id) => {
      refuseFaulty(await check(organizationId, (await get(organizationId, id)).draft))
      await publishDraft(db, organizationId, id, now())
      return get(organizationId, id)
    },
    using: (organizationId, id) => automationsUsing(db, organizationId, id),
    naming: (...of) => automationsNaming(db, ...of),
    uses: async (organizationId, id) => {
      if (id !== undefined) await get(organizationId, id)
      const definitions = await definitionsInUse(db, organizationId, id ?? null)
      return usesOf(definitions, organizationId, actions)
    },
  }
}
