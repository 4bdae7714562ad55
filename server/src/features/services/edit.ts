import type { NewService, ServicePatch } from '@outcrop/contract'
import { useFaults, type Place } from '../../bedrock/bedrock.ts'
import { isNameTaken } from '../../db/is-name-taken.ts'
import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { Problem } from '../../kernel/problem.ts'
import { mostMoved, moveRuns } from '../runs/runs.ts'
import { deleteService, findService, insertService, lockProvider, updateService, type ServiceRow } from './store.ts' // prettier-ignore

export interface Editing {
  readonly db: Pool
  readonly now: Clock
  /** Where a provider of the organization calls; undefined when there is none. */
  readonly placeOf: (organizationId: string, providerId: string) => Promise<Place | undefined>
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
  await checkNames(editing, organizationId, given)
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
  const before = await serviceRow(editing, organizationId, id)
  const { provider_id = before.provider_id, model = before.model, guardrail = before.guardrail } = patch // prettier-ignore
  // What was right once does not keep a service from getting another name.
  if (patch.provider_id ?? patch.model ?? patch.guardrail) await checkNames(editing, organizationId, { provider_id, model, guardrail }) // prettier-ignore
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

/** What a service calls. */
type Named = Pick<NewService, 'provider_id' | 'model' | 'guardrail'>

/** Throws `invalid-input` for a provider that is not there, and for names that it cannot call. */
async function checkNames(
  { placeOf }: Editing,
  organizationId: string,
  { provider_id, model, guardrail }: Named,
): Promise<void> {
  const place = await placeOf(organizationId, provider_id)
  if (!place) throw new Problem('invalid-input', 'provider_id: This provider does not exist. Choose another one.') // prettier-ignore
  const [fault] = useFaults({ kind: 'model', model, ...(guardrail && { guardrail: guardrail.id }) }, place) // prettier-ignore
  if (!fault) return
  const field = fault.of === 'guardrail' ? 'guardrail.id' : 'model'
  throw new Problem('invalid-input', `${field}: ${fault.problem.message}`, { remedy: fault.problem.remedy }) // prettier-ignore
}

const nameTaken = (name: string): Problem =>
  nameInUse(`There is a service named "${name}" already.`)
