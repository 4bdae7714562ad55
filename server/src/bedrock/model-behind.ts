import { LRUCache } from 'lru-cache'
import { parseArn } from './arn.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { readResources } from './read-resources.ts'

/** How long an answer of AWS counts, and how long nobody asks again after there was none. */
const knownMs = 3_600_000
const unknownMs = 300_000
const limitMs = 5000

/** Whether something is named that carries no model in its name: a profile of the account's own. */
export const isOwnProfile = (named: string): boolean =>
  parseArn(named)?.kind === 'application-inference-profile'

/**
 * Finds the model behind an application inference profile, once an hour for each. Null when AWS does
 * not tell, for lack of a permission or of a connection: then its price is unknown, and no call fails.
 */
export function modelsBehind(
  aws: Aws,
): (connection: Connection, arn: string) => Promise<string | null> {
  const known = new LRUCache<string, Promise<string | null>>({ max: 1000 })
  return (connection, arn) => {
    const key = `${connection.providerId} ${connection.revision} ${arn}`
    const found = known.get(key)
    if (found) return found
    const asked = ask(aws, connection, arn).catch(() => null)
    known.set(key, asked, { ttl: knownMs })
    void asked.then((model) => model === null && known.set(key, asked, { ttl: unknownMs }))
    return asked
  }
}

async function ask(aws: Aws, connection: Connection, arn: string): Promise<string | null> {
  const { models } = await readResources(aws, connection, AbortSignal.timeout(limitMs)).profile(arn)
  return models?.[0]?.modelArn ?? null
}
