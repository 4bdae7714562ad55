import type { Definition } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { newId } from '../../kernel/id.ts'
import { isStorable } from '../../kernel/is-storable.ts'
import { Problem } from '../../kernel/problem.ts'

export interface AutomationRow {
  readonly id: string
  readonly organization_id: string
  readonly draft: Definition
  readonly paused: boolean
  readonly stream_id: string | null
  readonly published: { readonly id: string; readonly number: number; readonly published_at: string; readonly definition: Definition } | null // prettier-ignore
  readonly created_at: Date
  readonly updated_at: Date
}

const select = `select a.id, a.organization_id, a.draft, a.paused, a.created_at, a.updated_at, coalesce(f.stream_id, d.stream_id) as stream_id,
    case when v.id is not null then json_build_object('id', v.id, 'number', v.number, 'published_at', v.published_at,
      'definition', v.definition) end as published
  from automations a
  left join automation_versions v on v.id = a.published_id
  left join feeds f on f.id = coalesce(v.definition, a.draft) -> 'trigger' ->> 'feed_id'
  left join audiences d on d.id = coalesce(v.definition, a.draft) -> 'trigger' ->> 'audience_id'`

export interface AutomationPage {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly streamId?: string | undefined
}

export async function listAutomations(
  db: Db,
  organizationId: string,
  { limit, cursor, streamId }: AutomationPage,
): Promise<AutomationRow[]> {
  const { rows } = await db.query<AutomationRow>(
    `${select} where a.organization_id = $1 and a.deleted_at is null and ($2::text is null or a.id < $2)
       and ($3::text is null or coalesce(f.stream_id, d.stream_id) = $3)
     order by a.id desc limit $4`,
    [organizationId, cursor ?? null, streamId ?? null, limit],
  )
  return rows
}

export async function findAutomation(
  db: Db,
  organizationId: string,
  id: string,
): Promise<AutomationRow | undefined> {
  const { rows } = await db.query<AutomationRow>(
    `${select} where a.organization_id = $1 and a.id = $2 and a.deleted_at is null`,
    [organizationId, id],
  )
  return rows[0]
}

/** Queries look into definitions, those of every organization at once: one that cannot be read stops all. */
function textOf(draft: Definition): string {
  if (isStorable(draft)) return JSON.stringify(draft)
  throw new Problem('invalid-input', 'The automation holds a NUL character or half of a character somewhere in its texts. Remove it.') // prettier-ignore
}

export async function insertAutomation(
  db: Db,
  organizationId: string,
  draft: Definition,
  at: Date,
): Promise<string> {
  const id = newId('automation')
  await db.query(
    'insert into automations (id, organization_id, name, draft, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)',
    [id, organizationId, draft.name, textOf(draft), at],
  )
  return id
}

export async function updateDraft(
  db: Db,
  organizationId: string,
  id: string,
  draft: Definition,
  at: Date,
): Promise<void> {
  await db.query(
    'update automations set name = $3, draft = $4, updated_at = $5 where organization_id = $1 and id = $2 and deleted_at is null',
    [organizationId, id, draft.name, textOf(draft), at],
  )
}

/** Makes the draft the next version and the one that runs. */
export async function publishDraft(
  db: Db,
  organizationId: string,
  id: string,
  at: Date,
): Promise<void> {
  await db.query(
    `with locked as (
       select id, draft from automations where organization_id = $1 and id = $2 and deleted_at is null for update
     ), version as (
       insert into automation_versions (id, automation_id, number, definition, published_at)
       select $3, id, coalesce((select max(number) from automation_versions where automation_id = $2), 0) + 1, draft, $4
       from locked returning id, automation_id
     )
     update automations a set published_id = v.id, paused = false, updated_at = $4 from version v where a.id = v.automation_id`,
    [organizationId, id, newId('automationVersion'), at],
  )
}

export async function setPaused(
  db: Db,
  organizationId: string,
  id: string,
  paused: boolean,
  at: Date,
): Promise<void> {
  await db.query(
    'update automations set paused = $3, updated_at = $4 where organization_id = $1 and id = $2',
    [organizationId, id, paused, at],
  )
}

export async function deleteAutomation(
  db: Db,
  organizationId: string,
  id: string,
  at: Date,
): Promise<void> {
  await db.query(
    'update automations set deleted_at = $3, published_id = null where organization_id = $1 and id = $2',
    [organizationId, id, at],
  )
}

export async function findDefinition(db: Db, versionId: string): Promise<Definition | undefined> {
  const { rows } = await db.query<{ definition: Definition }>(
    'select definition from automation_versions where id = $1',
    [versionId],
  )
  return rows[0]?.definition
}

/** A published automation that starts on events, with what the stream processor needs of it. */
/** A running automation that a stream starts. */
export interface StreamTrigger {
  readonly automation_id: string
  readonly version_id: string
  readonly organization_id: string
  readonly stream_id: string
  readonly definition: Definition
}

/** Every running automation of every organization that starts on events or audiences. */
export async function streamTriggers(db: Db): Promise<StreamTrigger[]> {
  const { rows } = await db.query<StreamTrigger>(
    `select a.id as automation_id, v.id as version_id, a.organization_id, coalesce(f.stream_id, d.stream_id) as stream_id, v.definition
     from automations a
     join automation_versions v on v.id = a.published_id
     left join feeds f on f.id = v.definition -> 'trigger' ->> 'feed_id' and f.organization_id = a.organization_id
     left join audiences d on d.id = v.definition -> 'trigger' ->> 'audience_id' and d.organization_id = a.organization_id
     where not a.paused and a.deleted_at is null and coalesce(f.stream_id, d.stream_id) is not null
     order by a.id`,
  )
  return rows
}

/**
 * Names of automations whose draft or published version names this feed, provider, service or agent:
 * ids are in definitions as they are, and nowhere else.
 */
export async function automationsUsing(
  db: Db,
  organizationId: string,
  id: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select a.name from automations a left join automation_versions v on v.id = a.published_id
     where a.organization_id = $1 and a.deleted_at is null
       and (strpos(a.draft::text, $2) > 0 or strpos(v.definition::text, $2) > 0)
     order by a.name`,
    [organizationId, id],
  )
  return rows.map(({ name }) => name)
}

/** Drafts and published definitions that hold a text and start in a stream, or on nothing in any. */
export async function definitionsWith(
  db: Db,
  organizationId: string,
  streamId: string,
  text: string,
): Promise<{ name: string; definition: Definition }[]> {
  const { rows } = await db.query<{ name: string; definition: Definition }>(
    `select a.name, d.definition from automations a left join automation_versions v on v.id = a.published_id
       cross join lateral (values (a.draft), (v.definition)) d (definition)
       left join feeds f on f.id = d.definition -> 'trigger' ->> 'feed_id'
       left join audiences u on u.id = d.definition -> 'trigger' ->> 'audience_id'
     where a.organization_id = $1 and a.deleted_at is null and strpos(d.definition::text, $3) > 0
       and coalesce(f.stream_id, u.stream_id, $2) = $2
     order by a.name`,
    [organizationId, streamId, text],
  )
  return rows
}

/** The drafts and published definitions of an organization, or of one automation of it. */
export async function definitionsInUse(
  db: Db,
  organizationId: string,
  automationId: string | null,
): Promise<Definition[]> {
  const { rows } = await db.query<{ definition: Definition }>(
    `select d.definition from automations a
     left join automation_versions v on v.id = a.published_id
     cross join lateral (values (a.draft), (v.definition)) as d (definition)
     where a.organization_id = $1 and a.deleted_at is null and d.definition is not null
       and ($2::text is null or a.id = $2)
     order by a.id`,
    [organizationId, automationId],
  )
  return rows.map(({ definition }) => definition)
}
