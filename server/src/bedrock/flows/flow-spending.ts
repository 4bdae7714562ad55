import type { FlowTrace, TracePart } from '@aws-sdk/client-bedrock-agent-runtime'
import { sumKnown } from '../../kernel/sum-known.ts'
import { hear, nothingHeard } from '../agents/hear-agent.ts'
import { readTrace } from '../agents/read-trace.ts'
import type { Spent, Usage } from '../answer.ts'
import { modelUsage } from '../model-usage.ts'
import { plainJson } from '../plain-json.ts'

/** How AWS names it in traces that a node asked a model. */
const modelCalls: ReadonlySet<string> = new Set([
  'Converse',
  'ConverseStream',
  'InvokeModel',
  'InvokeModelWithResponseStream',
  'RetrieveAndGenerate',
])

const unknown: Usage = { input: null, output: null, cacheRead: null, cacheWrite: null }

/** What one line of a flow's trace tells of a model: null for all other lines. */
export function spentIn({
  nodeActionTrace,
  nodeDependencyTrace,
}: Partial<FlowTrace>): Spent | null {
  if (nodeDependencyTrace) return spentByAgent(nodeDependencyTrace.traceElements?.agentTraces ?? [])
  if (!modelCalls.has(nodeActionTrace?.operationName ?? '')) return null
  const { modelId } = recordOf(nodeActionTrace?.operationRequest)
  const { usage } = recordOf(nodeActionTrace?.operationResponse)
  return { model: typeof modelId === 'string' ? modelId : null, usage: modelUsage(usage) }
}

function spentByAgent(traces: readonly TracePart[]): Spent {
  const heard = nothingHeard()
  for (const event of traces.flatMap(readTrace)) hear(heard, event)
  return { model: heard.model, usage: { ...heard.tokens, cacheRead: null, cacheWrite: null } }
}

/** What a flow took in all; unknown as soon as one of its models did not tell, or none was seen. */
export function usageOf(spent: readonly Spent[]): Usage {
  const [first, ...others] = spent.map(({ usage }) => usage)
  if (!first || spent.some(({ usage }) => usage.input === null || usage.output === null)) return unknown // prettier-ignore
  return others.reduce(
    (sum, usage) => ({
      input: sumKnown(sum.input, usage.input),
      output: sumKnown(sum.output, usage.output),
      cacheRead: sumKnown(sum.cacheRead, usage.cacheRead),
      cacheWrite: sumKnown(sum.cacheWrite, usage.cacheWrite),
    }),
    first,
  )
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  const plain = plainJson(value)
  return typeof plain === 'object' && plain !== null ? { ...plain } : {}
}
