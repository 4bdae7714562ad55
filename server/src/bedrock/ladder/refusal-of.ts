import type { Problem } from '../../kernel/problem.ts'
import type { Rung } from './rungs.ts'

/** What a failed request says of the rung it was made on. */
export type Verdict =
  /** AWS names what was asked for: the model, or with it this one schema, does not take these rungs. */
  | {
      readonly verdict: 'refused'
      readonly of: 'model' | 'schema'
      readonly rungs: readonly Rung[]
    }
  /** The request is refused for a reason that we do not know: the rung below will tell. */
  | { readonly verdict: 'doubtful' }
  | { readonly verdict: 'unrelated' }

const words: Record<Rung, RegExp | null> = {
  native_schema: /output_?config|text_?format|json_schema|structured output|response_?format/i,
  forced_tool: /\btool|\bstrict\b/i,
  free_tool: /\btool|\bstrict\b/i,
  loose_tool: /\btool/i,
  prompted: null,
}

/** Texts about a schema rather than about models that take none. */
const aboutSchema = /\bschemas?\b/i
const aboutModel = /model.{0,20}(doesn.t|does not|do not) support|extra inputs are not permitted/i
const aboutStrict = /\bstrict\b/i
const aboutChoice = /tool_?choice|forced?\b|forcing/i
const aboutElse = /identifier|maximum tokens|max_?tokens|stop ?sequence|blank|conversation/i

/** Whether a failure means that a rung is refused. `isProven` when it has worked for this model. */
export function refusalOf(problem: Problem, rung: Rung, isProven: boolean): Verdict {
  const pattern = words[rung]
  if (!isRefusal(problem) || pattern === null) return { verdict: 'unrelated' }
  const said = problem.aws?.message ?? ''
  if (pattern.test(said)) {
    const ofSchema = aboutSchema.test(said) && !aboutModel.test(said)
    return { verdict: 'refused', of: ofSchema ? 'schema' : 'model', rungs: refusedWith(rung, said) }
  }
  const isElse = problem.code === 'model-fields-refused' || aboutElse.test(said)
  return isProven || isElse ? { verdict: 'unrelated' } : { verdict: 'doubtful' }
}

/** Fields that the author added may share a name with what a rung adds: the words tell. */
const isRefusal = ({ code }: Problem): boolean =>
  code === 'invalid-request' || code === 'model-fields-refused'

/** A model that takes no tools at all need not be asked for the milder kinds. */
function refusedWith(rung: Rung, said: string): readonly Rung[] {
  if (rung !== 'forced_tool' && rung !== 'free_tool') return [rung]
  if (rung === 'forced_tool' && aboutChoice.test(said)) return [rung]
  return aboutStrict.test(said) || aboutSchema.test(said)
    ? ['forced_tool', 'free_tool']
    : ['forced_tool', 'free_tool', 'loose_tool']
}
