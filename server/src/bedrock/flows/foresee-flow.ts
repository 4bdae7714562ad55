import type { Clock } from '../../kernel/clock.ts'
import type { ForeseeAgent } from '../agents/foresee-agent.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import type { Foresight } from '../foresight.ts'
import { createKeptReadings } from '../kept-readings.ts'
import { assumedOutput } from '../output-limit.ts'
import type { PromptFacts } from '../prompt-facts.ts'
import { promptTarget } from '../prompt-target.ts'
import { readResources } from '../read-resources.ts'
import { flowFacts } from './flow-facts.ts'
import { modelNodes, type ModelNode } from './flow-models.ts'
import { flowTarget } from './flow-target.ts'

/** How long AWS may take to tell, in milliseconds. */
const limitMs = 10_000

/** Bytes of a text for each of its tokens: as few as any text has. */
const bytesPerToken = 2

export interface ForeseenFlow {
  readonly aliasArn: string
  readonly document: unknown
}

export type ForeseeFlow = (
  connection: Connection,
  flow: ForeseenFlow,
  options: { readonly signal: AbortSignal },
) => Promise<readonly Foresight[]>

export interface ForeseeFlowOptions {
  readonly aws: Aws
  readonly now: Clock
  readonly prompts: PromptFacts
  readonly agents: ForeseeAgent
}

/**
 * Tells what a flow may cost: the models that its definition names, each asked with the whole document
 * and with all that the others may have written. Throws the `Problem` of reading any of them.
 */
export function createForeseeFlow({ aws, now, prompts, agents }: ForeseeFlowOptions): ForeseeFlow {
  const kept = createKeptReadings<readonly ModelNode[]>(now)
  return async (connection, { aliasArn, document }, { signal }) => {
    const { flowId, aliasId } = flowTarget(aliasArn, connection)
    const key = `${connection.providerId} ${connection.revision} ${flowId} ${aliasId}`
    const nodes = await kept(key, () => readNodes(aws, connection, aliasArn), signal)
    const text = JSON.stringify(document)
    const foresee = async (node: ModelNode): Promise<Foresight> => {
      if (node.kind === 'agent') {
        const [task] = await agents(connection, { aliasArn: node.aliasArn, text }, { signal })
        return task ?? nothing
      }
      const told = node.kind === 'model' ? node : await foreseenPrompt(prompts, connection, node.promptArn, signal) // prettier-ignore
      return { ...told, inputBytes: told.inputBytes + Buffer.byteLength(text) }
    }
    const asked = await Promise.all(
      nodes.map(async (node) => ({ ...(await foresee(node)), rounds: node.rounds })),
    )
    return inSequence(asked)
  }
}

const nothing: Foresight = { model: null, inputBytes: 0, mostOutputTokens: null }

/** Every node may get what all others wrote. */
function inSequence(asked: readonly (Foresight & { readonly rounds: number })[]): Foresight[] {
  const written = asked.map(({ mostOutputTokens, rounds }) => rounds * (mostOutputTokens ?? assumedOutput)) // prettier-ignore
  const all = written.reduce((sum, tokens) => sum + tokens, 0)
  return asked.map(({ model, inputBytes, rounds }, index) => {
    const own = written[index] ?? 0
    const others = (all - own) * bytesPerToken
    return { model, inputBytes: rounds * (inputBytes + others), mostOutputTokens: own }
  })
}

async function readNodes(
  aws: Aws,
  connection: Connection,
  aliasArn: string,
): Promise<readonly ModelNode[]> {
  const read = readResources(aws, connection, AbortSignal.timeout(limitMs))
  const { value } = await flowFacts(read, aliasArn, connection)
  const { definition = {} } = await read.flowVersion(value.flowId, value.version)
  return modelNodes(definition)
}

async function foreseenPrompt(
  prompts: PromptFacts,
  connection: Connection,
  arn: string,
  signal: AbortSignal,
): Promise<Foresight> {
  const { prompt, problem } = await prompts(connection, promptTarget(arn, undefined, connection), signal) // prettier-ignore
  if (problem) throw problem
  if (!prompt) return nothing
  const { model, whole, maxTokens } = prompt
  return { model, inputBytes: Buffer.byteLength(whole), mostOutputTokens: maxTokens }
}
