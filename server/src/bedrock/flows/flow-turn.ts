import type { FlowResponseStream } from '@aws-sdk/client-bedrock-agent-runtime'
import { Problem } from '../../kernel/problem.ts'
import type { Spent } from '../answer.ts'
import { plainJson } from '../plain-json.ts'
import { spentIn } from './flow-spending.ts'

export interface FlowOutput {
  readonly node: string
  readonly document: unknown
}

/** What one turn of a flow told, up to its completion. */
export interface FlowTurn {
  readonly completion: string
  readonly outputs: readonly FlowOutput[]
  readonly traces: readonly unknown[]
  /** What models took, as far as the traces tell. */
  readonly spent: readonly Spent[]
  readonly question: { readonly node: string; readonly question: unknown } | null
}

/**
 * Reads a stream to its end. Throws what the stream throws, and `connection-lost` when it ends
 * without the event that completes a flow: a stream that was cut can end without an error.
 */
export async function readTurn(
  stream: AsyncIterable<FlowResponseStream>,
  what: string,
): Promise<FlowTurn> {
  const outputs: FlowOutput[] = []
  const traces: unknown[] = []
  const spent: Spent[] = []
  let question: FlowTurn['question'] = null
  let completion: string | undefined
  for await (const event of stream) {
    if (event.flowOutputEvent) {
      const { nodeName = '', content } = event.flowOutputEvent
      outputs.push({ node: nodeName, document: plainJson(content?.document) })
    } else if (event.flowTraceEvent) {
      const { trace } = event.flowTraceEvent
      traces.push(plainJson(trace))
      const told = trace && spentIn(trace)
      if (told) spent.push(told)
    } else if (event.flowMultiTurnInputRequestEvent) {
      const { nodeName = '', content } = event.flowMultiTurnInputRequestEvent
      question = { node: nodeName, question: plainJson(content?.document) }
    } else if (event.flowCompletionEvent) {
      completion = event.flowCompletionEvent.completionReason ?? ''
    }
  }
  if (completion === undefined) throw unfinished(what)
  return { completion, outputs, traces, spent, question }
}

function unfinished(what: string): Problem {
  return new Problem(
    'connection-lost',
    `${what}: the stream ended before AWS said that the flow is complete.`,
    { remedy: 'The flow may have run to its end in AWS all the same. Outcrop tries again; make sure that running it twice does no harm, or allow one attempt only.' }, // prettier-ignore
  )
}
