import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import type { Foresight } from '../foresight.ts'
import { createKeptReadings } from '../kept-readings.ts'
import { readResources } from '../read-resources.ts'
import { connectedTarget } from './agent-target.ts'

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
  /** What was said in its session before, in bytes, as far as that is known: the agent hands all of it to its model. */
  readonly earlierBytes?: number
}

export type ForeseeAgent = (
  connection: Connection,
  task: ForeseenTask,
  options: { readonly signal: AbortSignal },
) => Promise<readonly Foresight[]>

interface Known {
  readonly model: string | null
  readonly instructionBytes: number
}

/** Tells what a task may cost: its model as `GetAgent` names it, asked many times. Throws the `Problem` of reading it. */
export function createForeseeAgent(aws: Aws, now: Clock): ForeseeAgent {
  const kept = createKeptReadings<Known>(now)
  return async (connection, { aliasArn, text, earlierBytes = 0 }, { signal }) => {
    const { agentId } = connectedTarget(aliasArn, connection)
    const key = `${connection.providerId} ${connection.revision} ${agentId}`
    const read = () => readAgent(aws, connection, agentId)
    const { model, instructionBytes } = await kept(key, read, signal)
    const perRound = worst.templateBytes + instructionBytes + earlierBytes + Buffer.byteLength(text)
    return [
      {
        model,
        inputBytes: worst.rounds * perRound,
        mostOutputTokens: worst.rounds * worst.outputTokens,
      },
    ]
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
