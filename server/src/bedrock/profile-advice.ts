import { LRUCache } from 'lru-cache'
import { Problem } from '../kernel/problem.ts'
import { parseArn } from './arn.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import type { Profile } from './merge-models.ts'
import { profiles } from './model-lists.ts'

/** How long a list counts, and how long AWS may take to give it. */
const knownMs = 600_000
const limitMs = 5000

/** More would not help to choose. */
const mostNamed = 4

/** Waits for a call, and says more of a refusal to call a model without an inference profile. */
export type Advise = <T>(connection: Connection, call: Promise<T>) => Promise<T>

/**
 * AWS refuses many models by their bare id and does not say what to write instead: these are the
 * inference profiles of the provider that lead to the model. What cannot be listed is not named.
 */
export function profileAdvice(aws: Aws): Advise {
  const known = new LRUCache<string, Promise<readonly Profile[]>>({ max: 500, ttl: knownMs })
  const listed = (connection: Connection) => {
    const key = `${connection.providerId} ${connection.revision}`
    const remembered = known.get(key)
    if (remembered) return remembered
    const list = listAll(aws, connection)
    known.set(key, list)
    list.catch(() => known.delete(key))
    return list
  }
  return async (connection, call) => {
    try {
      return await call
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'needs-inference-profile') throw error
      const all = await listed(connection).catch(unlessDefect)
      throw all === null ? error : advised(error, all, connection.region)
    }
  }
}

async function listAll(aws: Aws, connection: Connection): Promise<Profile[]> {
  const signal = AbortSignal.timeout(limitMs)
  const lists = await Promise.allSettled([
    profiles(aws, connection, 'SYSTEM_DEFINED', signal),
    profiles(aws, connection, 'APPLICATION', signal),
  ])
  const read = lists.flatMap((list) => (list.status === 'fulfilled' ? [list.value] : []))
  if (read.length === 0) throw failureIn(lists)
  return read.flat()
}

const failureIn = (lists: readonly PromiseSettledResult<unknown>[]): unknown =>
  lists.find((list) => list.status === 'rejected')?.reason

function unlessDefect(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}

function advised(problem: Problem, all: readonly Profile[], region: string): Problem {
  const { code, message, aws, retryAfterMs } = problem
  const model = /model ID (\S+) with on-demand/i.exec(aws?.message ?? '')?.[1]
  if (model === undefined) return problem
  const names = namesOf(model, all)
  const remedy =
    names.length === 0
      ? `No inference profile in ${region} leads to ${model}. Choose a provider in a region that has one, or a model that supports on-demand throughput.`
      : `Write ${names.slice(0, mostNamed).join(' or ')} instead of ${model}: ${names.length === 1 ? 'this inference profile leads' : 'these inference profiles lead'} to the same model.`
  return new Problem(code, message, {
    remedy,
    ...(aws && { aws }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
}

/** What to write as model; profiles of AWS first, by id, then those of the account, by ARN. */
function namesOf(model: string, all: readonly Profile[]): string[] {
  const bare = parseArn(model)?.ids['model'] ?? model
  return all
    .filter(({ status }) => status === 'ACTIVE')
    .filter(({ models = [] }) => models.some(({ modelArn }) => parseArn(modelArn ?? '')?.ids['model'] === bare))
    .flatMap(({ type, inferenceProfileId, inferenceProfileArn }) => (type === 'APPLICATION' ? inferenceProfileArn : inferenceProfileId) ?? [])
} // prettier-ignore
