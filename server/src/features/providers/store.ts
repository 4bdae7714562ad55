import type { ConnectionTest, Provider, ProviderLimits, ShownCredentials, TestedState } from '@outcrop/contract' // prettier-ignore
import type { Db } from '../../db/db.ts'

export interface ProviderRow {
  readonly id: string
  readonly organization_id: string
  readonly name: string
  readonly region: string
  readonly endpoint: string | null
  /** Everything but the secrets, which are in `sealed_secrets`. */
  readonly credentials: ShownCredentials
  readonly sealed_secrets: string | null
  /** Null for credentials that are no access key. */
  readonly key_entered_at: Date | null
  readonly spare_key: SpareKey | null
  readonly spare_sealed: string | null
  readonly spare_entered_at: Date | null
  readonly spare_test: ConnectionTest | null
  readonly revision: number
  readonly max_in_flight: number
  readonly narrow_role: boolean
  readonly limits: ProviderLimits
  /** What became of the last test; a pause comes on top of it. */
  readonly state: TestedState
  readonly last_test: ConnectionTest | null
  readonly pause: Pick<NonNullable<Provider['pause']>, 'problem' | 'since'> | null
  /** When a paused provider is tested again; null while it is not paused. */
  readonly retest_at: Date | null
  /** How much AWS denies to it at the moment. */
  readonly paused_targets: number
  readonly created_at: Date
  readonly updated_at: Date
}

/** Every column of a `ProviderRow`. */
export const providerColumns = `providers.*, (
     select count(*)::int from target_pauses t where t.provider_id = providers.id and t.resumed_at is null
   ) as paused_targets`

/** A second access key, without its secret. */
export interface SpareKey {
  readonly access_key_id: string
  readonly has_session_token: boolean
}

export type NewProviderRow = Pick<
  ProviderRow,
  | 'id'
  | 'name'
  | 'region'
  | 'endpoint'
  | 'credentials'
  | 'sealed_secrets'
  | 'max_in_flight'
  | 'narrow_role'
  | 'limits'
>

/** What is absent stays as it is. `credentials` and `sealed_secrets` come together. */
export type ProviderChange = Partial<Omit<NewProviderRow, 'id'>> & {
  /** The sealed secret that stays, with its age and the second key; nothing is changed when it is gone. */
  readonly kept_secrets?: string | null
}

export interface PageOptions {
  readonly limit: number
  readonly cursor?: string | undefined
}

export async function listProviders(
  db: Db,
  organizationId: string,
  { limit, cursor }: PageOptions,
): Promise<ProviderRow[]> {
  const { rows } = await db.query<ProviderRow>(
    `select ${providerColumns} from providers where organization_id = $1 and ($2::text is null or id < $2)
     order by id desc limit $3`,
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findProvider(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(
    `select ${providerColumns} from providers where organization_id = $1 and id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

/** The oldest provider of an organization that uses the emulator of the server. */
export async function findEmulatorProvider(
  db: Db,
  organizationId: string,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(
    `select ${providerColumns} from providers where organization_id = $1 and credentials ->> 'type' = 'emulator'
     order by id limit 1`,
    [organizationId],
  )
  return rows[0]
}

/** Undefined when the name is taken. */
export async function insertProvider(
  db: Db,
  organizationId: string,
  row: NewProviderRow,
  at: Date,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(
    `insert into providers
       (id, organization_id, name, region, endpoint, credentials, sealed_secrets, max_in_flight,
        limits, key_entered_at, narrow_role, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $10, case when $11 then $9::timestamptz end, $12, $9, $9)
     on conflict (organization_id, name) do nothing returning ${providerColumns}`,
    [
      row.id,
      organizationId,
      row.name,
      row.region,
      row.endpoint,
      JSON.stringify(row.credentials),
      row.sealed_secrets,
      row.max_in_flight,
      at,
      JSON.stringify(row.limits),
      row.credentials.access_key_id !== undefined,
      row.narrow_role,
    ],
  )
  return rows[0]
}

const changing = `with before as (
     select id, $7::json is not null or region <> coalesce($4, region)
     or ($5 and endpoint is distinct from $6) as moved
     from providers where organization_id = $1 and id = $2 and ($13::text is null or sealed_secrets = $13) for update
   )
   update providers set
     name = coalesce($3, name),
     region = coalesce($4, region),
     endpoint = case when $5 then $6 else endpoint end,
     credentials = coalesce($7::json, credentials),
     sealed_secrets = case when $7::json is null then sealed_secrets else $8 end,
     key_entered_at = case when $7::json is null or $13 is not null then key_entered_at
     when $7::json ->> 'access_key_id' is not null then $10::timestamptz end,
     spare_key = case when $7::json is null or $13 is not null then spare_key end,
     spare_sealed = case when $7::json is null or $13 is not null then spare_sealed end,
     spare_entered_at = case when $7::json is null or $13 is not null then spare_entered_at end,
     spare_test = case when moved then null else spare_test end,
     max_in_flight = coalesce($9, max_in_flight),
     limits = coalesce($11::json, limits),
     narrow_role = coalesce($12, narrow_role),
     revision = revision + moved::int,
     state = case when moved then 'untested' else state end,
     last_test = case when moved then null else last_test end,
     retest_at = case when moved and pause is not null then $10 else retest_at end,
     retests = case when moved then 0 else retests end,
     updated_at = $10
   from before where providers.id = before.id returning ${providerColumns}`

/**
 * Changes what is given, in one statement, so that two changes at once do not undo each other.
 * Another region, endpoint or other credentials make an untested provider of the next revision; another
 * access key takes the place of both. If it is paused, it is tested soon.
 */
export async function updateProvider(
  db: Db,
  organizationId: string,
  id: string,
  change: ProviderChange,
  at: Date,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(changing, [
    organizationId,
    id,
    change.name ?? null,
    change.region ?? null,
    change.endpoint !== undefined,
    change.endpoint ?? null,
    change.credentials ? JSON.stringify(change.credentials) : null,
    change.sealed_secrets ?? null,
    change.max_in_flight ?? null,
    at,
    change.limits ? JSON.stringify(change.limits) : null,
    change.narrow_role ?? null,
    change.kept_secrets ?? null,
  ])
  return rows[0]
}

/** Records a test, unless the provider has been changed since. */
export async function recordTest(
  db: Db,
  organizationId: string,
  { id, revision }: Pick<ProviderRow, 'id' | 'revision'>,
  test: ConnectionTest,
): Promise<{ readonly isResumed: boolean }> {
  const { rows } = await db.query<{ isResumed: boolean }>(
    `update providers p set state = $4, last_test = $5, pause = case when $4 = 'ready' then null else p.pause end,
       retest_at = case when $4 = 'ready' then null else p.retest_at end,
       retests = case when $4 = 'ready' then 0 else p.retests end
     from (select id, pause from providers where organization_id = $1 and id = $2 and revision = $3 for update) b
     where p.id = b.id
     returning b.pause is not null and p.pause is null as "isResumed"`,
    [organizationId, id, revision, test.ok ? 'ready' : 'failing', JSON.stringify(test)],
  )
  return rows[0] ?? { isResumed: false }
}

export async function deleteProvider(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('delete from providers where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}

/** How much each provider of every organization may do: a worker serves them all. */
export async function allLimits(
  db: Db,
): Promise<Pick<ProviderRow, 'id' | 'max_in_flight' | 'limits' | 'pause'>[]> {
  const { rows } = await db.query<Pick<ProviderRow, 'id' | 'max_in_flight' | 'limits' | 'pause'>>(
    'select id, max_in_flight, limits, pause from providers',
  )
  return rows
}

export async function providerStates(db: Db, organizationId: string): Promise<ProviderState[]> {
  const { rows } = await db.query<ProviderState>(
    `select id, name, state, region, last_test ->> 'account' as account
     from providers where organization_id = $1`,
    [organizationId],
  )
  return rows
}

/** What whoever names a provider must know of it. */
export interface ProviderState extends Pick<ProviderRow, 'id' | 'name' | 'state' | 'region'> {
  /** The AWS account behind its credentials, as the last test saw it. */
  readonly account: string | null
}
