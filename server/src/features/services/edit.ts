import type { NewService, ServicePatch } from '@outcrop/contract'
import { isNameTaken } from '../../db/is-name-taken.ts'
import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { mostMoved, moveRuns } from '../runs/runs.ts'
import { deleteService, findService, insertService, lockProvider, updateService, type ServiceRow } from './store.ts' // prettier-ignore

export interface Editing {
  readonly db: Pool
  readonly now: Clock
  /** Whether an organization has this provider. */
  readonly hasProvider: (organizationId: string, providerId: string) => Promise<boolean>
  /** The names of the automations that use a service. */
  readonly users: (organizationId: string, serviceId: string) => Promise<readonly string[]>
}

/** Throws `not-found`. */
export async function serviceRow(
  { db }: Pick<Editing, 'db'>,
  organizationId: string,
  id: string,
): Promise<ServiceRow> {
  const row = await findService(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no service ${id}.`)
  return row
}

/** Throws `invalid-input` for an unknown provider, and `state-conflict` when the name is taken. */
export async function createService(
  editing: Editing,
  organizationId: string,
  given: NewService,
): Promise<ServiceRow> {
  await checkProvider(editing, organizationId, given.provider_id)
  const id = newId('service')
  if (!(await insertService(editing.db, organizationId, id, given, editing.now()))) {
    throw nameTaken(given.name)
  }
  return serviceRow(editing, organizationId, id)
}

/** Throws as `createService` does, and `not-found`. Queued runs follow a service to its new provider, or model. */
export async function changeService(
  editing: Editing,
  organizationId: string,
  id: string,
  patch: ServicePatch,
): Promise<ServiceRow> {
  await serviceRow(editing, organizationId, id)
  if (patch.provider_id !== undefined) {
    await checkProvider(editing, organizationId, patch.provider_id)
  }
  const { db, now } = editing
  const moving = await transaction(db, async (client) => {
    const from = await lockProvider(client, organizationId, id)
    await updateService(client, organizationId, id, patch, now())
    const to = patch.provider_id
    if (from === undefined) return null
    const move = { organizationId, serviceId: id, from, to: to ?? from }
    return { move, moved: await moveRuns(client, move) }
  }).catch((error: unknown) => {
    throw isNameTaken(error) ? nameTaken(patch.name ?? '') : error
  })
  // A long queue follows in pieces.
  for (let moved = moving?.moved; moving && moved === mostMoved;)
    moved = await moveRuns(db, moving.move)
  return serviceRow(editing, organizationId, id)
}

/** Throws `not-found`, and `state-conflict` while an automation uses it. */
export async function removeService(
  editing: Editing,
  organizationId: string,
  id: string,
): Promise<void> {
  const { name } = await serviceRow(editing, organizationId, id)
  const users = await editing.users(organizationId, id)
  if (users.length > 0) {
    throw new Problem(
      'state-conflict',
      `The service "${name}" is used by ${users.map((user) => `"${user}"`).join(', ')}.`,
      { remedy: 'Choose another service or a model there and publish, then delete this service.' },
    )
  }
  await deleteService(editing.db, organizationId, id)
}

async function checkProvider(
  { hasProvider }: Editing,
  organizationId: string,
  providerId: string,
): Promise<void> {
  if (await hasProvider(organizationId, providerId)) return
  throw new Problem('invalid-input', 'provider_id: This provider does not exist. Choose another one.') // prettier-ignore
}

const nameTaken = (name: string): Problem =>
  new Problem('state-conflict', `There is a service named "${name}" already.`, {
    remedy: 'Choose another name.',
  })
