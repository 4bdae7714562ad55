import { LRUCache } from 'lru-cache'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { unlessAborted } from '../../kernel/unless-aborted.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import type { Foresight } from '../foresight.ts'
import { isMissingPermission } from '../list-models.ts'
import { readResources } from '../read-resources.ts'
import { agentTarget } from './agent-target.ts'

/** How long is believed what AWS told, or did not tell, in milliseconds. */
const keptMs = { told: 300_000, forbidden: 300_000, failed: 5000 }

/** How long AWS may take to tell, in milliseconds. */
const limitMs = 10_000

/**
 * How often an agent is taken to ask its model for one task, what AWS's own prompt template adds each
 * time, in bytes, and what its orchestration may write, in tokens: 2,048 unless its owner changed it.
 * Nobody can know before; the real cost takes the place of this.
 */
const worst = { rounds: 10, templateBytes: 8000, outputTokens: 2048 }

export interface ForeseenTask {
  readonly aliasArn: string
  readonly text: string
}

export type ForeseeAgent = (
  connection: Connection,
  task: ForeseenTask,
  options: { readonly signal: AbortSignal },
) => Promise<Foresight>

interface Known {
  readonly model: string | null
  readonly instructionBytes: number
}

/** Tells what a task may cost: its model as `GetAgent` names it, asked many times. Throws the `Problem` of reading it. */
export function createForeseeAgent(aws: Aws, now: Clock): ForeseeAgent {
  const known = new LRUCache<string, { read: Promise<Known>; until: number }>({ max: 2000 })
  const readAnew = (key: string, read: Promise<Known>) => {
    const entry = { read, until: Number.POSITIVE_INFINITY }
    known.set(key, entry)
    const keep = (ms: number) => void (entry.until = now().getTime() + ms)
    read.then(
      () => keep(keptMs.told),
      (error: unknown) => keep(isMissingPermission(error) ? keptMs.forbidden : keptMs.failed),
    )
    return read
  }
  return async (connection, { aliasArn, text }, { signal }) => {
    const { agentId } = agentTarget(aliasArn, connection)
    const key = `${connection.providerId} ${connection.revision} ${agentId}`
    const entry = known.get(key)
    const isKnown = entry !== undefined && entry.until > now().getTime()
    const reading = isKnown ? entry.read : readAnew(key, readAgent(aws, connection, agentId))
    const { model, instructionBytes } = await unlessAborted(reading, signal)
    const perRound = worst.templateBytes + instructionBytes + Buffer.byteLength(text)
    return {
      model,
      inputBytes: worst.rounds * perRound,
      mostOutputTokens: worst.rounds * worst.outputTokens,
    }
  }
}

async function readAgent(aws: Aws, connection: Connection, agentId: string): Promise<Known> {
  const read = readResources(aws, connection, AbortSignal.timeout(limitMs))
  const { agent } = await read.agent(agentId)
  if (!agent) throw new Problem('unexpected-response', `AWS told nothing of the agent ${agentId}.`)
  return {
    model: agent.foundationModel ?? null,
    instructionBytes: Buffer.byteLength(agent.instruction ?? ''),
  }
}
