import { agentStep, citation, type Citation } from '@outcrop/contract'
import { z } from 'zod'
import type { TracedStep } from '../agents/step-list.tsx'

const agentAnswer = z.object({ trace: z.array(agentStep), citations: z.array(citation) })

const flowEvent = z.record(z.string(), z.looseObject({ nodeName: z.string() }))
const question = z.object({
  node: z.string(),
  question: z.unknown(),
  answer: z.string().nullable(),
})
const flowAnswer = z.object({
  trace: z.array(flowEvent).default([]),
  questions: z.array(question).default([]),
})

interface AnswerTrace {
  readonly steps: readonly TracedStep[]
  readonly citations: readonly Citation[]
}

/** What an agent or the nodes of a flow did for an answer; null where the answer holds no trace. */
export function readTrace(raw: Readonly<Record<string, unknown>> | null): AnswerTrace | null {
  const agent = agentAnswer.safeParse(raw)
  if (agent.success) return found({ steps: agent.data.trace, citations: agent.data.citations })
  const flow = flowAnswer.safeParse(raw)
  if (!flow.success) return null
  const { trace, questions } = flow.data
  return found({ steps: [...trace.flatMap(nodeSteps), ...questions.map(asked)], citations: [] })
}

const found = (trace: AnswerTrace) =>
  trace.steps.length + trace.citations.length === 0 ? null : trace

const verbs: Readonly<Record<string, string>> = {
  nodeInputTrace: 'took its input',
  nodeOutputTrace: 'gave its output',
  conditionNodeResultTrace: 'decided',
  nodeActionTrace: 'called a service',
  nodeDependencyTrace: 'told what its call did',
}

/** An event of a flow's trace has one member, named by what a node did. */
const nodeSteps = (event: z.infer<typeof flowEvent>): TracedStep[] =>
  Object.entries(event).map(([what, detail]) => ({
    kind: 'node',
    text: `${detail.nodeName} ${verbs[what] ?? what}`,
    detail,
  }))

/** Which nodes worked before it, a flow does not tell. */
const asked = ({ node, question: text, answer }: z.infer<typeof question>): TracedStep => ({
  kind: 'question',
  text: `${node} asked: ${typeof text === 'string' ? text : JSON.stringify(text ?? null)} ${(answer ?? '').trim() === '' ? '– not answered' : `– answered: ${answer ?? ''}`}`,
  detail: { node, question: text, answer },
})
