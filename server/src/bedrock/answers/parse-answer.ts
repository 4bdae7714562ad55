import { Problem } from '../../kernel/problem.ts'
import { answerTool } from './answer-tool.ts'
import { findObject, type Found } from './find-object.ts'
import { judge } from './judge.ts'
import type { JsonObject, JsonSchema } from './json-schema.ts'

export interface AnswerText {
  readonly text: string
  /** Bedrock's own word for why the model stopped. */
  readonly stopReason: string
  /** The tool that the model called, if it called one. */
  readonly tool?: { readonly name: string; readonly input: unknown } | null
}

export interface ParsedAnswer {
  readonly value: JsonObject | string
  /** Whether the answer had to be mended: its syntax, or a value of another type that loses nothing. */
  readonly repaired: boolean
}

const blocked = new Set(['guardrail_intervened', 'content_filtered'])
const truncated = new Set(['max_tokens', 'model_context_window_exceeded'])
const malformed = new Set(['malformed_model_output', 'malformed_tool_use'])

/**
 * Takes the one JSON object out of an answer, or its text when `schema` is null. Throws a problem of
 * class `answer`: empty, not-json, invalid, truncated, blocked, or stopped by a guardrail.
 */
export function parseAnswer(
  answer: AnswerText & { readonly schema: JsonSchema | null },
): ParsedAnswer {
  const { text, stopReason, schema, tool } = answer
  if (blocked.has(stopReason)) throw blockedProblem(answer)
  const isTruncated = truncated.has(stopReason)
  if (text.trim() === '') throw isTruncated ? truncatedProblem(answer) : emptyProblem(answer)
  if (schema === null) {
    if (isTruncated) throw truncatedProblem(answer)
    return { value: text, repaired: false }
  }
  const given = tool?.name === answerTool ? tool.input : undefined
  // What a tool was given is cut inside of its values, and whole members may be missing.
  if (given !== undefined && isTruncated) throw truncatedProblem(answer)
  const found =
    given === undefined
      ? findObject(text, schema, { truncated: isTruncated || malformed.has(stopReason) })
      : judge({ value: given, text, repaired: false }, schema)
  if (found.kind === 'object') return { value: found.value, repaired: found.repaired }
  throw isTruncated ? truncatedProblem(answer) : unusableProblem(found, answer)
}

function blockedProblem({ stopReason, text }: AnswerText): Problem {
  const said = text.trim() === '' ? '' : `, which says: ${excerpt(text)}`
  return stopReason === 'guardrail_intervened'
    ? new Problem('guardrail-intervened', `A guardrail stopped the answer${said}`)
    : new Problem('answer-blocked', `A content filter stopped the answer${said}`)
}

function truncatedProblem({ stopReason, text }: AnswerText): Problem {
  const limit = stopReason === 'max_tokens' ? 'the token limit' : 'the end of the model’s context'
  return new Problem(
    'answer-truncated',
    `The answer was cut at ${limit}, after ${text.length} characters.`,
  )
}

function emptyProblem({ stopReason, tool }: AnswerText): Problem {
  const instead = tool
    ? `The model called the tool "${tool.name.slice(0, 64)}" instead of answering.`
    : 'The answer has no text.'
  return new Problem(
    'answer-empty',
    `${instead} The model stopped with "${stopReason || 'no reason'}".`,
  )
}

function unusableProblem(
  found: Exclude<Found, { kind: 'object' }>,
  { text, stopReason }: AnswerText,
): Problem {
  const cause = malformed.has(stopReason) ? ` Bedrock says "${stopReason}".` : ''
  if (found.kind === 'invalid') {
    return new Problem('answer-invalid', `The answer cannot be used: ${found.complaints.join('; ')}.${cause}`) // prettier-ignore
  }
  const what =
    found.kind === 'broken'
      ? `The JSON in the answer is broken: ${found.reason}.`
      : 'There is no JSON object in the answer.'
  return new Problem('answer-not-json', `${what}${cause} It begins: ${excerpt(text)}`)
}

const excerpt = (text: string): string =>
  text.length > 200 ? `${text.slice(0, 200).trim()}…` : text.trim()
