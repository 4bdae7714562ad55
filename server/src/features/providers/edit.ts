import type { ChangedCredentials, ConnectionTest, NewProvider } from '@outcrop/contract'
import type { Bedrock, Use } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'
import { isNameTaken } from '../../db/is-name-taken.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seal } from '../../kernel/seal.ts'
import type { OnPauseNotice } from '../pauses/pauses.ts'
import { forgetCatalogue } from './catalogue-store.ts'
import { ageChecks } from './key-ages.ts'
import { keepSecret } from './keep-secret.ts'
import { connectionOf, newRow, sealCredentials } from './sealed-row.ts'
import {
  deleteProvider,
  findProvider,
  insertProvider,
  recordTest,
  updateProvider,
  type ProviderChange,
  type ProviderRow,
} from './store.ts'

export interface Editing {
  readonly db: Db
  readonly seal: Seal
  readonly bedrock: Bedrock
  /** The names of the automations and services that use a provider. */
  readonly users: (organizationId: string, providerId: string) => Promise<readonly string[]>
  /** What an organization uses its providers for, by their ids. */
  readonly uses: (organizationId: string) => Promise<ReadonlyMap<string, readonly Use[]>>
  readonly now: Clock
  /** A test has passed: whoever mended the provider may have allowed more than it tries. */
  readonly onPassed?: (providerId: string) => Promise<void>
  /** A provider is paused, or goes on. */
  readonly onNotice?: OnPauseNotice
}

/** What may be changed of a provider. What is absent stays; `null` as endpoint takes it away. */
export type ProviderPatch = {
  readonly [Name in keyof Omit<NewProvider, 'credentials'>]?: NewProvider[Name] | undefined
} & { readonly credentials?: ChangedCredentials | undefined }

/** Throws `not-found`. */
export async function providerRow(
  { db }: Pick<Editing, 'db'>,
  organizationId: string,
  id: string,
): Promise<ProviderRow> {
  const row = await findProvider(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no provider ${id}.`)
  return row
}

/** Throws `state-conflict` when the name is taken. */
export async function createProvider(
  { db, seal, now }: Editing,
  organizationId: string,
  given: NewProvider,
): Promise<ProviderRow> {
  const row = await insertProvider(
    db,
    organizationId,
    newRow(seal, newId('provider'), given),
    now(),
  )
  if (!row) throw nameTaken(given.name)
  return row
}

/**
 * Throws `not-found`, `invalid-input` for another access key without its secret, and `state-conflict`
 * when the name is taken.
 */
export async function changeProvider(
  editing: Editing,
  organizationId: string,
  id: string,
  { credentials, name, region, endpoint, max_in_flight, narrow_role, limits }: ProviderPatch,
): Promise<ProviderRow> {
  const { db, now } = editing
  const change = {
    ...(name !== undefined && { name }),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(max_in_flight !== undefined && { max_in_flight }),
    ...(narrow_role !== undefined && { narrow_role }),
    ...(limits && { limits }),
    ...(credentials && (await sealedChange(editing, organizationId, id, credentials))),
  }
  const row = await updateProvider(db, organizationId, id, change, now()).catch(
    (error: unknown) => {
      throw isNameTaken(error) ? nameTaken(name ?? '') : error
    },
  )
  if (row) return row
  await providerRow(editing, organizationId, id)
  throw new Problem('state-conflict', 'Somebody changed the credentials at the same time.', {
    remedy: 'Look at what they are now, then change them again.',
  })
}

async function sealedChange(
  editing: Editing,
  organizationId: string,
  id: string,
  given: ChangedCredentials,
): Promise<ProviderChange> {
  const row = await providerRow(editing, organizationId, id)
  const { seal } = editing
  const { credentials, isKept } = keepSecret(given, () => connectionOf(seal, row).credentials)
  const sealed = sealCredentials(seal, id, credentials)
  return isKept ? { ...sealed, kept_secrets: row.sealed_secrets } : sealed
}

/** Throws `not-found`, and `state-conflict` while an automation or a service uses it. */
export async function removeProvider(
  editing: Editing,
  organizationId: string,
  id: string,
): Promise<void> {
  const { name } = await providerRow(editing, organizationId, id)
  const users = await editing.users(organizationId, id)
  if (users.length > 0) {
    throw new Problem(
      'state-conflict',
      `The provider "${name}" is used by ${users.map((user) => `"${user}"`).join(', ')}.`,
      { remedy: 'Choose another provider there and publish, then delete this provider.' },
    )
  }
  await deleteProvider(editing.db, organizationId, id)
}

/** Tests a stored provider and records what came of it. Throws `not-found`. */
export async function testProvider(
  editing: Editing,
  organizationId: string,
  id: string,
): Promise<ConnectionTest> {
  const row = await providerRow(editing, organizationId, id)
  const uses = (await editing.uses(organizationId)).get(id) ?? []
  const { checks, ...result } = await editing.bedrock.testConnection(connectionOf(editing.seal, row), uses) // prettier-ignore
  const test = { ...result, checks: [...checks, ...ageChecks(row, editing.now())] }
  const { isResumed } = await recordTest(editing.db, organizationId, row, test)
  if (isResumed) editing.onNotice?.({ organizationId, providerId: id, target: null, problem: null })
  // Whoever has just been allowed to list models wants to see them.
  await forgetCatalogue(editing.db, organizationId, id)
  if (test.ok) await editing.onPassed?.(id)
  return test
}

function nameTaken(name: string): Problem {
  return nameInUse(`There is a provider named "${name}" already.`)
}
