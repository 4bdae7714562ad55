import {
  ListCustomModelDeploymentsCommand,
  ListImportedModelsCommand,
  ListPromptRoutersCommand,
} from '@aws-sdk/client-bedrock'
import type { Model } from '@outcrop/contract'
import { Problem } from '../kernel/problem.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { allPages, list } from './model-lists.ts'

export interface OwnModels {
  readonly models: Model[]
  /** What the credentials may not call, such as `bedrock:ListImportedModels`. */
  readonly unlisted: string[]
  /** Some of them could not be read now. */
  readonly isPartial: boolean
}

/**
 * What an account has besides models of AWS, profiles and units: called by its ARN alone. Where a list
 * may not be seen, or the region has none, there is nothing of it: any ARN may be typed all the same. No failure
 * of these lists keeps the models of AWS from being offered.
 */
export async function ownModels(
  aws: Aws,
  connection: Connection,
  signal: AbortSignal,
): Promise<OwnModels> {
  const lists = [
    ['bedrock:ListImportedModels', importedModels],
    ['bedrock:ListCustomModelDeployments', modelDeployments],
    ['bedrock:ListPromptRouters', promptRouters],
  ] as const
  const read = lists.map(async ([operation, reading]): Promise<OwnModels> => {
    try {
      return { models: await reading(aws, connection, signal), unlisted: [], isPartial: false }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const isDenied = error.code === 'access-denied'
      return { models: [], unlisted: isDenied ? [operation] : [], isPartial: !isDenied && !isUnknown(error) } // prettier-ignore
    }
  })
  const all = await Promise.all(read)
  return {
    models: all.flatMap(({ models }) => models),
    unlisted: all.flatMap(({ unlisted }) => unlisted),
    isPartial: all.some(({ isPartial }) => isPartial),
  }
}

/** AWS brings such features to few regions first. */
const isUnknown = ({ aws }: Problem): boolean => aws?.status === 400 || aws?.status === 404

const byItsArn = { invocable: true, streaming: null, lifecycle: null } as const

function importedModels(aws: Aws, connection: Connection, signal: AbortSignal): Promise<Model[]> {
  return allPages(async (nextToken) => {
    const command = new ListImportedModelsCommand({ maxResults: 1000, nextToken })
    const answer = await aws.call(connection, {
      ...list('ListImportedModels', 'imported models', signal),
      send: ({ control }, options) => control().send(command, options),
    })
    const items = answer.modelSummaries?.flatMap(
      ({ modelArn: id, modelName, modelArchitecture }) =>
      id ? [{ ...byItsArn, id, name: modelName ?? id, vendor: modelArchitecture ?? '', kind: 'imported-model' as const }] : [], // prettier-ignore
    )
    return { items, next: answer.nextToken }
  })
}

function modelDeployments(aws: Aws, connection: Connection, signal: AbortSignal): Promise<Model[]> {
  return allPages(async (nextToken) => {
    const command = new ListCustomModelDeploymentsCommand({ maxResults: 1000, nextToken })
    const answer = await aws.call(connection, {
      ...list('ListCustomModelDeployments', 'deployed custom models', signal),
      send: ({ control }, options) => control().send(command, options),
    })
    const items = answer.modelDeploymentSummaries?.flatMap((each) => {
      const { customModelDeploymentArn: id, customModelDeploymentName, modelArn, status } = each
      const vendor = vendorOf(modelArn)
      return id ? [{ ...byItsArn, id, name: customModelDeploymentName ?? id, vendor, kind: 'custom-model-deployment' as const, invocable: status === 'Active' }] : [] // prettier-ignore
    })
    return { items, next: answer.nextToken }
  })
}

function promptRouters(aws: Aws, connection: Connection, signal: AbortSignal): Promise<Model[]> {
  return allPages(async (nextToken) => {
    const command = new ListPromptRoutersCommand({ maxResults: 100, nextToken })
    const answer = await aws.call(connection, {
      ...list('ListPromptRouters', 'prompt routers', signal),
      send: ({ control }, options) => control().send(command, options),
    })
    const items = answer.promptRouterSummaries?.flatMap((each) => {
      const { promptRouterArn: id, promptRouterName, models, status } = each
      const vendor = vendorOf(models?.[0]?.modelArn)
      return id ? [{ ...byItsArn, id, name: promptRouterName ?? id, vendor, kind: 'prompt-router' as const, invocable: status === 'AVAILABLE' }] : [] // prettier-ignore
    })
    return { items, next: answer.nextToken }
  })
}

/** The vendor in the ARN of a model, a profile or a custom model, such as amazon; '' when it names none. */
function vendorOf(arn: string | undefined): string {
  const name = arn?.split('/')[1] ?? ''
  return /^(?:(?:us|eu|apac|jp|global)\.)?([a-z0-9-]+)\./.exec(name)?.[1] ?? ''
}
