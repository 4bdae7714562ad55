import { LRUCache } from 'lru-cache'
import { Problem } from '../../kernel/problem.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import { readResources } from '../read-resources.ts'
import { flowFacts } from './flow-facts.ts'
import { flowFindings, type FlowFinding, type FlowWish } from './flow-findings.ts'
import type { FlowShape } from './flow-shape.ts'
import { flowVersionFacts } from './flow-version-facts.ts'

/** An alias may be led elsewhere at any time; whoever edits a step asks every few seconds. */
const keptMs = 15_000

/** How long AWS may take to tell, in milliseconds. */
const limitMs = 10_000

export type FlowPreflight = (
  connection: Connection,
  wish: FlowWish & { readonly aliasArn: string },
) => Promise<FlowFinding[]>

/**
 * Looks whether a flow can be called as a step means to, without running it. What may not be read is
 * told as a note: IAM allows to call a flow without looking at it.
 */
export function createFlowPreflight(aws: Aws): FlowPreflight {
  const known = new LRUCache<string, Promise<FlowShape>>({ max: 500, ttl: keptMs })
  const shapeOf = (connection: Connection, aliasArn: string): Promise<FlowShape> => {
    const key = `${connection.providerId} ${connection.revision} ${aliasArn}`
    const kept = known.get(key)
    if (kept) return kept
    const work = readShape(aws, connection, aliasArn)
    known.set(key, work)
    work.catch(() => known.delete(key))
    return work
  }
  return async (connection, { aliasArn, ...wish }) => {
    try {
      return flowFindings(await shapeOf(connection, aliasArn), wish)
    } catch (error) {
      if (error instanceof Problem) return [findingOf(error)]
      throw error
    }
  }
}

async function readShape(aws: Aws, connection: Connection, aliasArn: string): Promise<FlowShape> {
  const read = readResources(aws, connection, AbortSignal.timeout(limitMs))
  const { value } = await flowFacts(read, aliasArn, connection)
  return (await flowVersionFacts(read, value)).value
}

/** What is wrong with the target itself would fail every call; other failures say nothing about it. */
function findingOf(problem: Problem): FlowFinding {
  const { code, message, remedy } = problem
  const isFault = code === 'wrong-target' || code === 'resource-not-found'
  return isFault
    ? { of: 'target', message: `${message} ${remedy}`, isFault }
    : { of: 'target', message: `The flow could not be looked at, so it is not known whether the step fits it. ${message}`, isFault } // prettier-ignore
}
