import {
  ListFoundationModelsCommand,
  ListInferenceProfilesCommand,
  ListProvisionedModelThroughputsCommand,
} from '@aws-sdk/client-bedrock'
import type { Aws } from './aws/aws.ts'
import type { Call } from './aws/call.ts'
import type { Connection } from './connection.ts'
import type { FoundationModel, Profile, ProvisionedModel } from './merge-models.ts'

interface Page<Item> {
  readonly items: readonly Item[] | undefined
  readonly next: string | undefined
}

/** Nobody has more pages than this; a server that never ends must not hold us for ever. */
const mostPages = 50

export async function foundationModels(
  aws: Aws,
  connection: Connection,
  signal: AbortSignal,
): Promise<FoundationModel[]> {
  const answer = await aws.call(connection, {
    ...list('ListFoundationModels', 'foundation models', signal),
    send: ({ control }, options) => control().send(new ListFoundationModelsCommand({}), options),
  })
  return answer.modelSummaries ?? []
}

export function profiles(
  aws: Aws,
  connection: Connection,
  typeEquals: 'SYSTEM_DEFINED' | 'APPLICATION',
  signal: AbortSignal,
): Promise<Profile[]> {
  return allPages(async (nextToken) => {
    const command = new ListInferenceProfilesCommand({ typeEquals, maxResults: 1000, nextToken })
    const answer = await aws.call(connection, {
      ...list('ListInferenceProfiles', 'inference profiles', signal),
      send: ({ control }, options) => control().send(command, options),
    })
    return { items: answer.inferenceProfileSummaries, next: answer.nextToken }
  })
}

export function provisionedModels(
  aws: Aws,
  connection: Connection,
  signal: AbortSignal,
): Promise<ProvisionedModel[]> {
  return allPages(async (nextToken) => {
    const command = new ListProvisionedModelThroughputsCommand({ maxResults: 1000, nextToken })
    const answer = await aws.call(connection, {
      ...list('ListProvisionedModelThroughputs', 'provisioned throughput', signal),
      send: ({ control }, options) => control().send(command, options),
    })
    return { items: answer.provisionedModelSummaries, next: answer.nextToken }
  })
}

export function list(
  operation: string,
  things: string,
  signal: AbortSignal,
): Omit<Call<never>, 'send'> {
  return {
    service: 'bedrock',
    operation: `bedrock:${operation}`,
    what: `Listing ${things}`,
    signal,
  }
}

export async function allPages<Item>(
  read: (token: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const all: Item[] = []
  let token: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await read(token)
    all.push(...(items ?? []))
    if (!next) break
    token = next
  }
  return all
}
