import type { Model } from '@outcrop/contract'
import { Problem } from '../kernel/problem.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { mergeModels } from './merge-models.ts'
import { ownModels, type OwnModels } from './own-models.ts'
import { foundationModels, profiles, provisionedModels } from './model-lists.ts'

export interface ListedModels {
  readonly models: Model[]
  /** Some lists may not be seen. */
  readonly isPartial: boolean
  /** Lists of what the account has besides, that may not be seen either; many never need them. */
  readonly unlisted: readonly string[]
}

/**
 * Everything that can be named as a model: foundation models, inference profiles of both types,
 * provisioned throughput, and what else the account has. Lists that the credentials may not see are left out, unless it is all.
 */
export async function listModels(
  aws: Aws,
  connection: Connection,
  signal: AbortSignal,
): Promise<ListedModels> {
  const owned = ownModels(aws, connection, signal)
  // It is waited for below; a failure that comes earlier must not end the process.
  owned.catch(() => undefined)
  const lists = await Promise.allSettled([
    foundationModels(aws, connection, signal),
    profiles(aws, connection, 'SYSTEM_DEFINED', signal),
    profiles(aws, connection, 'APPLICATION', signal),
    provisionedModels(aws, connection, signal),
  ])
  const [foundation, system, application, provisioned] = lists
  const failures = lists.flatMap(reasonOf)
  const grave = failures.find((reason) => !isMissingPermission(reason))
  if (grave !== undefined || failures.length === lists.length) throw grave ?? failures[0]
  const own: OwnModels = await owned
  const models = mergeModels({
    foundation: listed(foundation),
    profiles: [...listed(system), ...listed(application)],
    provisioned: listed(provisioned),
    own: own.models,
  })
  return { models, isPartial: failures.length > 0 || own.isPartial, unlisted: own.unlisted }
}

const listed = <Item>(list: PromiseSettledResult<Item[]>): Item[] =>
  list.status === 'fulfilled' ? list.value : []

function reasonOf(list: PromiseSettledResult<unknown>): unknown[] {
  return list.status === 'rejected' ? [list.reason] : []
}

export function isMissingPermission(reason: unknown): boolean {
  return reason instanceof Problem && reason.code === 'access-denied'
}
