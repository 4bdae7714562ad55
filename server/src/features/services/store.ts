import type { NewService, ServicePatch, TestedState } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'

export interface ServiceRow {
  readonly id: string
  readonly organization_id: string
  readonly provider_id: string
  readonly name: string
  readonly description: string
  readonly model: string
  readonly inference: NewService['inference']
  readonly guardrail: NewService['guardrail']
  readonly price: NewService['price']
  readonly created_at: Date
  readonly updated_at: Date
  readonly provider_name: string
  readonly region: string
  readonly tested: TestedState
  readonly is_paused: boolean
  readonly paused_targets: number
}

const shown = `s.*, p.name as provider_name, p.region, p.state as tested, p.pause is not null as is_paused,
  (select count(*)::int from target_pauses t where t.provider_id = p.id and t.resumed_at is null) as paused_targets`

/** A service without what is known of its provider. */
type OwnRow = Omit<
  ServiceRow,
  'provider_name' | 'region' | 'tested' | 'is_paused' | 'paused_targets'
>

export async function listServices(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ServiceRow[]> {
  const { rows } = await db.query<ServiceRow>(
    `select ${shown} from services s join providers p on p.id = s.provider_id
     where s.organization_id = $1 and ($2::text is null or s.id < $2) order by s.id desc limit $3`,
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findService(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ServiceRow | undefined> {
  const { rows } = await db.query<ServiceRow>(
    `select ${shown} from services s join providers p on p.id = s.provider_id
     where s.organization_id = $1 and s.id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

/** Of every organization, because a process works for them all. */
export async function allServices(db: Db): Promise<OwnRow[]> {
  const { rows } = await db.query<ServiceRow>('select * from services')
  return rows
}

/** Resolves with whether it was inserted: not when the name is taken, or the provider is no own one. */
export async function insertService(
  db: Db,
  organizationId: string,
  id: string,
  service: NewService,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into services
       (id, organization_id, provider_id, name, description, model, inference, guardrail, price, created_at, updated_at)
     select $2, $1, p.id, $4, $5, $6, $7, $8, $9, $10, $10
     from providers p where p.organization_id = $1 and p.id = $3
     on conflict (organization_id, name) do nothing`,
    [
      organizationId,
      id,
      service.provider_id,
      service.name,
      service.description,
      service.model,
      JSON.stringify(service.inference),
      service.guardrail && JSON.stringify(service.guardrail),
      service.price && JSON.stringify(service.price),
      at,
    ],
  )
  return rowCount === 1
}

/** The provider of a service, which nobody changes meanwhile; undefined when the service is gone. */
export async function lockProvider(
  db: Db,
  organizationId: string,
  id: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ provider_id: string }>(
    'select provider_id from services where organization_id = $1 and id = $2 for update',
    [organizationId, id],
  )
  return rows[0]?.provider_id
}

/** Changes what is given, in one statement. Fails with a unique violation when the name is taken. */
export async function updateService(
  db: Db,
  organizationId: string,
  id: string,
  patch: ServicePatch,
  at: Date,
): Promise<void> {
  await db.query(
    `update services set
       provider_id = coalesce($3, provider_id), name = coalesce($4, name),
       description = coalesce($5, description), model = coalesce($6, model),
       inference = coalesce($7::json, inference),
       guardrail = case when $8 then $9::json else guardrail end,
       price = case when $10 then $11::json else price end, updated_at = $12
     where organization_id = $1 and id = $2`,
    [
      organizationId,
      id,
      patch.provider_id ?? null,
      patch.name ?? null,
      patch.description ?? null,
      patch.model ?? null,
      patch.inference ? JSON.stringify(patch.inference) : null,
      patch.guardrail !== undefined,
      patch.guardrail ? JSON.stringify(patch.guardrail) : null,
      patch.price !== undefined,
      patch.price ? JSON.stringify(patch.price) : null,
      at,
    ],
  )
}

export async function deleteService(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('delete from services where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}

/** The names of the services that a provider has. */
export async function servicesOn(
  db: Db,
  organizationId: string,
  providerId: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    'select name from services where organization_id = $1 and provider_id = $2 order by name',
    [organizationId, providerId],
  )
  return rows.map(({ name }) => name)
}
