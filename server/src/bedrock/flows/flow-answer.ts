import { z } from 'zod'
import { Problem } from '../../kernel/problem.ts'
import type { AnswerText } from '../answers/parse-answer.ts'
import type { FlowTurn } from './flow-turn.ts'

export interface AnsweredQuestion {
  readonly node: string
  readonly question: unknown
  /** Null when it was left open, and blanks when nothing came of the template: neither is sent. */
  readonly answer: string | null
}

/** Traces repeat every value that passes through a flow; what is beyond is counted and left out. */
const mostTraceCharacters = 500_000

/** The whole of an execution as it is stored. */
export function rawFlowAnswer(
  turns: readonly { turn: FlowTurn; executionId: string | undefined; requestId: string | null }[],
  questions: readonly AnsweredQuestion[],
): Record<string, unknown> {
  const last = turns.at(-1)
  const traces = turns.flatMap(({ turn }) => turn.traces)
  const kept = withinLimit(traces)
  return {
    completion: last?.turn.completion ?? '',
    outputs: turns.flatMap(({ turn }) => turn.outputs),
    questions,
    trace: kept,
    ...(kept.length < traces.length && { traces_left_out: traces.length - kept.length }),
    execution_id: last?.executionId ?? null,
    request_id: last?.requestId ?? null,
  }
}

function withinLimit(traces: readonly unknown[]): unknown[] {
  let characters = 0
  return traces.filter((trace) => {
    characters += JSON.stringify(trace).length
    return characters <= mostTraceCharacters
  })
}

const raw = z.looseObject({
  completion: z.string().default(''),
  outputs: z.array(z.object({ node: z.string(), document: z.unknown() })).default([]),
  questions: z
    .array(z.object({ node: z.string(), question: z.unknown(), answer: z.string().nullable() }))
    .default([]),
})

type Output = z.infer<typeof raw>['outputs'][number]

/** What a flow says that has nothing to say. */
const nothing = 'null'

/** Stands for the outputs of all nodes. */
export const allOutputs = '*'

/**
 * What a stored execution says: the document of the wanted output node, or of the only one. Several
 * documents of one node, which an iterator makes, are a list. Throws `answer-asks` when the flow
 * waits for an answer, `answer-empty` when it did not reach the node, `answer-invalid` when it
 * reached several and none is chosen. A flow that `mayBeSilent` need not reach any; it throws
 * `delivery-rejected` when it says that it could not deliver.
 */
export function readFlowAnswer(
  stored: Record<string, unknown>,
  {
    outputNode,
    mayBeSilent,
  }: { readonly outputNode: string | null; readonly mayBeSilent: boolean },
): AnswerText {
  const { completion, outputs, questions } = raw.parse(stored)
  if (completion === 'INPUT_REQUIRED') refuseOpen(questions)
  if (mayBeSilent && outputs.length === 0) return { text: nothing, stopReason: '' }
  const document = chosen(byNode(outputs), outputNode)
  if (mayBeSilent) refuseUndelivered(document)
  const text = textOf(document)
  return { text: mayBeSilent && text.trim() === '' ? nothing : text, stopReason: '' }
}

/** Says what the flow asks, and why nobody answered. */
function refuseOpen(questions: readonly AnsweredQuestion[]): void {
  const open = questions.at(-1)
  if (!open) return
  const asks = `The node ${open.node} of the flow asks: ${excerpt(textOf(open.question))}`
  const given = questions.length - 1
  if (open.answer !== null) {
    throw new Problem('answer-asks', `${asks} The answer that the step has for it is blank.`, {
      remedy: 'Look at the template under "Answer to questions" of the step: with the data of this run it renders nothing. Give what it names a default, or give the flow in the document what it asks for.',
    }) // prettier-ignore
  }
  if (given === 0) throw new Problem('answer-asks', asks)
  throw new Problem('answer-asks', `${asks} It had ${given} ${given === 1 ? 'answer' : 'answers'} before, and the step gives no more.`, {
    remedy: 'Compare questions and answers in the raw answer of the attempt. Let the template under "Answer to questions" say what the flow wants to know, or raise "At most" there if the flow needs more turns.',
  }) // prettier-ignore
}

/** How the forwarder says that nothing arrived; its flow has ended well all the same. */
const undelivered = z.looseObject({
  ok: z.literal(false),
  error: z.string(),
  remedy: z.string().optional(),
})

/** Not tried again: that would run, and pay, the whole flow once more. */
function refuseUndelivered(document: unknown): void {
  const refused = undelivered.safeParse(typeof document === 'string' ? inJson(document) : document)
  if (!refused.success) return
  const { error, remedy } = refused.data
  throw new Problem('delivery-rejected', `The flow did not deliver its result: ${error}`, {
    ...(remedy !== undefined && { remedy }),
  })
}

function inJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function byNode(outputs: readonly Output[]): Map<string, unknown> {
  const nodes = new Map<string, unknown[]>()
  for (const { node, document } of outputs) nodes.set(node, [...(nodes.get(node) ?? []), document])
  return new Map(
    [...nodes].map(([node, documents]) => [
      node,
      documents.length === 1 ? documents[0] : documents,
    ]),
  )
}

function chosen(outputs: ReadonlyMap<string, unknown>, wanted: string | null): unknown {
  const reached = [...outputs.keys()].join(', ')
  if (outputs.size === 0) {
    throw new Problem('answer-empty', 'The flow ended without reaching an output node.')
  }
  if (wanted === allOutputs) return Object.fromEntries(outputs)
  if (wanted !== null) {
    if (outputs.has(wanted)) return outputs.get(wanted)
    throw new Problem(
      'answer-empty',
      `The flow did not reach the output node ${wanted}. It reached ${reached}.`,
    )
  }
  if (outputs.size === 1) return [...outputs.values()][0]
  throw new Problem('answer-invalid', `The flow reached several output nodes: ${reached}.`, {
    remedy: `Name the one whose document is the answer as "Output node", or ${allOutputs} for all of them.`,
  })
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null)

const excerpt = (text: string): string =>
  text.length > 500 ? `${text.slice(0, 500).trim()}…` : text.trim()
