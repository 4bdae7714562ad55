import { Problem } from '../../kernel/problem.ts'
import type { Proven } from './proven.ts'
import { refusalOf } from './refusal-of.ts'
import type { Refusals } from './refusals.ts'
import { rungs, type Rung } from './rungs.ts'

export interface Descent {
  readonly place: string
  /** The model, and what it is asked beside. */
  readonly model: string
  /** Rungs that the request itself rules out, which says nothing of the model. */
  readonly impossible: readonly Rung[]
  /** The fingerprint of the schema; null when it can only be told in words. */
  readonly schema: string | null
  readonly signal: AbortSignal
  readonly now: Date
}

export interface Memory {
  readonly refusals: Refusals
  readonly proven: Proven
}

const minutes = 60_000
const keptForModelMs = 7 * 24 * 60 * minutes
const keptForSchemaMs = 24 * 60 * minutes
/** A schema that is new to AWS is compiled first, which can take minutes. */
const keptWhileCompilingMs = 10 * minutes

/**
 * Asks on the highest rung that the model is not known to refuse, and one lower whenever it refuses
 * that one, all within one attempt. What is refused is remembered; so is what has worked.
 */
export async function descend<Answer>(
  descent: Descent,
  { refusals, proven }: Memory,
  ask: (rung: Rung) => Promise<Answer>,
): Promise<{ readonly rung: Rung; readonly answer: Answer }> {
  const { place, model, impossible, schema, now } = descent
  const refused = schema === null ? new Set(rungs) : refusals.of(place, model, schema)
  const doubts: { readonly rung: Rung; readonly problem: Problem }[] = []
  const learn = (rung: Rung, problem: Problem, of: 'model' | 'schema', keptMs: number) =>
    refusals.learn({
      place,
      model,
      rung,
      schema: of === 'schema' ? schema : null,
      said: (problem.aws?.message ?? problem.message).slice(0, 1000),
      expiresAt: new Date(now.getTime() + keptMs),
    })
  const skipped = new Set([...refused, ...impossible])
  for (const rung of rungs) {
    if (skipped.has(rung) && rung !== 'prompted') continue
    try {
      const answer = await ask(rung)
      for (const doubt of doubts) learn(doubt.rung, doubt.problem, 'model', keptForModelMs)
      proven.note(descent, rung)
      return { rung, answer }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (isCompiling(descent, rung, proven)) learn(rung, error, 'schema', keptWhileCompilingMs)
      const verdict = refusalOf(error, rung, proven.has(descent, rung))
      if (verdict.verdict === 'unrelated') throw isRequest(error) ? (doubts[0]?.problem ?? error) : error // prettier-ignore
      if (verdict.verdict === 'doubtful') doubts.push({ rung, problem: error })
      else {
        const keptMs = verdict.of === 'model' ? keptForModelMs : keptForSchemaMs
        for (const each of verdict.rungs) learn(each, error, verdict.of, keptMs)
        verdict.rungs.forEach((each) => skipped.add(each))
      }
    }
  }
  throw doubts[0]?.problem ?? new Problem('internal-error', 'No way to ask is left.')
}

/** Whether time ran out on a schema that AWS may still have to compile. */
function isCompiling({ signal, ...descent }: Descent, rung: Rung, proven: Proven): boolean {
  return rung === 'native_schema' && signal.aborted && !proven.hasSchema(descent, rung)
}

const isRequest = ({ code }: Problem): boolean => code === 'invalid-request'
