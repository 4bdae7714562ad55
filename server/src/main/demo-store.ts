import type { Db } from '../db/transaction.ts'

/** As much of the demo as there is, by names. */
export interface DemoSoFar {
  readonly streamId: string | null
  readonly attributes: ReadonlySet<string>
  readonly audiences: ReadonlyMap<string, string>
  readonly sources: ReadonlySet<string>
  readonly specifications: ReadonlySet<string>
  readonly agents: ReadonlySet<string>
  readonly feeds: ReadonlyMap<string, string>
  readonly automations: ReadonlyMap<string, string>
  /** The ids of automations that are published. */
  readonly published: ReadonlySet<string>
}

interface DemoRow {
  readonly stream_id: string | null
  readonly attributes: string[]
  readonly audiences: [string, string][]
  readonly sources: string[]
  readonly specifications: string[]
  readonly agents: string[]
  readonly feeds: [string, string][]
  readonly automations: [string, string][]
  readonly published: string[]
}

/** What a start before this one has made of the demo, in the stream of this account and profile. */
export async function findDemo(
  db: Db,
  organizationId: string,
  { account, profile }: { readonly account: string; readonly profile: string },
): Promise<DemoSoFar> {
  const { rows } = await db.query<DemoRow>(
    `with stream as (select id from streams where organization_id = $1 and account = $2 and profile = $3)
     select (select id from stream) as stream_id,
       (select coalesce(json_agg(name), '[]') from attributes where stream_id in (table stream)) as attributes,
       (select coalesce(json_agg(json_build_array(name, id)), '[]') from audiences where stream_id in (table stream)) as audiences,
       (select coalesce(json_agg(name), '[]') from data_sources where stream_id in (table stream)) as sources,
       (select coalesce(json_agg(name), '[]') from specifications where stream_id in (table stream)) as specifications,
       (select coalesce(json_agg(name), '[]') from agents where organization_id = $1) as agents,
       (select coalesce(json_agg(json_build_array(name, id)), '[]') from feeds where stream_id in (table stream)) as feeds,
       (select coalesce(json_agg(json_build_array(name, id)), '[]') from automations where organization_id = $1) as automations,
       (select coalesce(json_agg(id), '[]') from automations where organization_id = $1 and published_id is not null) as published`,
    [organizationId, account, profile],
  )
  const [row] = rows
  return {
    streamId: row?.stream_id ?? null,
    attributes: new Set(row?.attributes),
    audiences: new Map(row?.audiences),
    sources: new Set(row?.sources),
    specifications: new Set(row?.specifications),
    agents: new Set(row?.agents),
    feeds: new Map(row?.feeds),
    automations: new Map(row?.automations),
    published: new Set(row?.published),
  }
}
